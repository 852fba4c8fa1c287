package io.stockcluster.node.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedTest {

    private static final LocalDateTime NOON = LocalDateTime.of(2026, 1, 5, 12, 0);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.00",
                "1.50",
                "1E+3",
                "1e-400",
                "9223372036854775807",
                "9223372036854775808",
                "123456789012345678901234567890.123456789000"
            })
    void anAmountComesBackAsItWasSpelled(String amount) {
        assertThat(count(amount, NOON).quantity()).isEqualTo(new BigDecimal(amount));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-999999999-01-01T00:00",
                "+999999999-12-31T23:59:59.999999999",
                "1969-12-31T23:59:59.000000001",
                "2026-01-05T12:00"
            })
    void aTimeComesBackToItsLastNanosecond(String time) {
        assertThat(count("1", LocalDateTime.parse(time)).time()).isEqualTo(time);
    }

    @Test
    void writesAreEqualOnlyWhereAllOfThemIs() {
        assertThat(count("1.0", NOON))
                .isEqualTo(count("1.0", NOON))
                .hasSameHashCodeAs(count("1.0", NOON))
                .isNotEqualTo(count("1.00", NOON))
                .isNotEqualTo(count("1.0", NOON.plusNanos(1)))
                .isNotEqualTo(new PotWrite.Count("other", new BigDecimal("1.0"), "AdminOverride", NOON))
                .isNotEqualTo(new PotWrite.Count("id", new BigDecimal("1.0"), "Damage", NOON))
                .isNotEqualTo(new PotWrite.Sell("id", new BigDecimal("1.0"), NOON));
        assertThat(count("98765432109876543210.1", NOON)).isNotEqualTo(count("98765432109876543210.2", NOON));
        assertThat(move("Shop", "replenishment"))
                .isEqualTo(move("Shop", "replenishment"))
                .isNotEqualTo(move("Kiosk", "replenishment"))
                .isNotEqualTo(move("Shop", "return"));
    }

    private static PotWrite.Count count(String quantity, LocalDateTime time) {
        return new PotWrite.Count("id", new BigDecimal(quantity), "AdminOverride", time);
    }

    private static PotWrite.Dispatch move(String destination, String reason) {
        return new PotWrite.Dispatch("id", destination, BigDecimal.ONE, reason, NOON);
    }
}
