package io.stockcluster.node.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeanTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.00",
                "1.50",
                "-7",
                "1E+3",
                "1e-400",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775808",
                "123456789012345678901234567890.123456789"
            })
    void anAmountStaysTheSameToItsLastZero(String amount) {
        var spelled = new BigDecimal(amount);
        var read = new BigDecimal(spelled.unscaledValue(), spelled.scale());

        assertThat(Lean.amount(read)).isEqualTo(spelled).hasScaleOf(spelled.scale());
    }

    @Test
    void manyDigitsAreKeptAsTheyCame() {
        var read = new BigDecimal(BigInteger.TWO.pow(200), 3);

        assertThat(Lean.amount(read)).isSameAs(read);
    }

    @Test
    void timesOfOneDayShareItAndStayTheSame() {
        var morning = LocalDateTime.of(2026, 1, 5, 8, 30, 0, 123_456_789);
        var evening = LocalDateTime.of(2026, 1, 5, 20, 15);

        var first = Lean.time(morning);
        var second = Lean.time(evening);

        assertThat(first).isEqualTo(morning);
        assertThat(second).isEqualTo(evening);
        assertThat(second.toLocalDate()).isSameAs(first.toLocalDate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999999999-01-01T00:00", "+999999999-12-31T23:59:59.999999999", "1969-12-31T23:59:59"})
    void anyTimeStaysTheSameWhateverWasBefore(String time) {
        var read = LocalDateTime.parse(time);

        Lean.time(LocalDateTime.of(2026, 1, 5, 8, 30));

        assertThat(Lean.time(read)).isEqualTo(read);
        assertThat(Lean.time(read)).isEqualTo(read);
    }
}
