package io.stockcluster.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void theMedianIsTheOneInTheMiddleOrBetweenTheTwo() {
        assertThat(Series.of(9.0, 1.0, 2.0).median()).isEqualTo(2);
        assertThat(Series.of(9.0, 1.0, 2.0, 4.0).median()).isEqualTo(3);
    }

    @Test
    void aRoundInWhichTheMachineWasSlowForBothDoesNotChangeTheRatio() {
        var engine = Series.of(90.0, 9.0, 92.0);
        var raw = Series.of(100.0, 10.0, 100.0);

        assertThat(engine.relativeTo(raw)).isEqualTo(0.9);
    }

    @Test
    void seriesOfOtherLengthsCannotBeCompared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.of(1.0).relativeTo(Series.of(1.0, 2.0)))
                .withMessageContaining("1 and 2 rounds");
    }
}
