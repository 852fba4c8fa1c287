package io.stockcluster.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "2024-12-26T15:35:00Z, 2024-12-26T15:35:00",
        "2024-12-26T15:35:00, 2024-12-26T15:35:00",
        "2024-12-26T15:35, 2024-12-26T15:35:00",
        "2024-12-26T15:35:00+02:00, 2024-12-26T13:35:00",
        "2024-12-26T15:35:00+0200, 2024-12-26T13:35:00",
        "2024-12-26T15:35:00-05, 2024-12-26T20:35:00",
        "2024-12-26T15:35:00.5Z, 2024-12-26T15:35:00.5",
        "2024-12-26T15:35:00.123456789Z, 2024-12-26T15:35:00.123456789",
        "2024-12-26T15:35:00.000Z, 2024-12-26T15:35:00",
        "0001-01-01T00:00:00, 0001-01-01T00:00:00",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999",
    })
    void a_time_is_answered_in_utc(String in, String out) {
        assertThat(Times.parse(in).map(Times::text)).contains(out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2024-12-26",
                "2024-12-26 15:35:00",
                "2024-02-30T00:00:00",
                "2024-12-26T24:00:00",
                "2024-12-26T15:35:60",
                "2024-12-26T15:35:00.1234567890Z",
                "0000-01-01T00:00:00",
                "0001-01-01T00:00:00+01:00",
                "+10000-01-01T00:00:00",
                "9999-12-31T23:59:59-01:00",
                "2024-12-26T15:35:00+25:00",
                "2024-12-26T15:35:00Z[UTC]",
                "2024-12-26T15:35:00ZZ",
                "2024-12-26T15:35:00.",
                "2024-12-26T15:35:00.Z",
                "2024-12-26T15:35:00.+01:00",
                "2024-12-26T15:35:00+01:00+0100",
            })
    void what_is_no_time_of_the_years_1_to_9999_is_none(String in) {
        assertThat(Times.parse(in)).isEmpty();
    }
}
