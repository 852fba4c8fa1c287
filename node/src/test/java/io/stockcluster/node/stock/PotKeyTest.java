package io.stockcluster.node.stock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PotKeyTest {

    @ParameterizedTest
    @CsvSource({
        "Depot/Tea, Depot/Tea",
        "Shop%201/Earl%20Grey, Shop%201/Earl%20Grey",
        "Shop 1/Earl Grey, Shop%201/Earl%20Grey",
        "a%7Eb/a*b, a%7Eb/a*b",
        "a~b/a%2Ab, a%7Eb/a*b",
        "a+b/100%, a%2Bb/100%25",
        "a%2Fb/Tea, a%2Fb/Tea",
    })
    void a_key_is_understood_however_its_parts_are_written(String given, String key) {
        assertThat(PotKey.canonical(given)).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "Tea", "Depot/", "/Tea", "a/b/c"})
    void what_has_not_two_parts_is_no_key(String given) {
        assertThat(PotKey.canonical(given)).isEmpty();
    }
}
