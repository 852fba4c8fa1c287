package io.stockcluster.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "0.0, 0.0",
        "10, 10",
        "10.0, 10.0",
        "0.1, 0.1",
        "-2.5, -2.5",
        "1e2, 100",
        "1E+2, 100",
        "12.5e1, 125",
        "12.50e1, 125.0",
        "1e-9, 0.000000001",
        "1e0000000000000000002, 100",
        "0e999999999, 0",
        "0.0e-999999999999, 0.0",
        "999999999999999, 999999999999999",
        "999999999999999.999999999, 999999999999999.999999999",
        "1.000000000000000, 1.000000000",
        "100000000000000000e-3, 100000000000000.000",
    })
    void a_quantity_is_exact_and_keeps_the_zeros_it_was_written_with(String text, String value) {
        assertThat(Quantities.parse(text).map(BigDecimal::toPlainString)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000000000000000",
                "1e15",
                "0.0000000001",
                "1e-10",
                "1e999999999",
                "1e-999999999",
                "1e99999999999999999999",
                "1.0000000001",
                "9999999999999999.999999999",
                "",
                "x"
            })
    void a_quantity_of_more_digits_than_it_may_have_is_none(String text) {
        assertThat(Quantities.parse(text)).isEmpty();
    }

    @Test
    void a_million_zeros_do_not_count() {
        assertThat(Quantities.parse("1." + "0".repeat(1_000_000)).orElseThrow()).isEqualByComparingTo("1");
        assertThat(Quantities.parse("1" + "0".repeat(1_000_000) + "e-1000000").orElseThrow())
                .isEqualByComparingTo("1");
        assertThat(Quantities.parse("1" + "2".repeat(1_000_000))).isEmpty();
    }
}
