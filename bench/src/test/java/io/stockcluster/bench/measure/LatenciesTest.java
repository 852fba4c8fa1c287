package io.stockcluster.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies oneToHundredMillis = Latencies.of(
            LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000_000).toArray());

    @Test
    void aPercentileIsTheShortestTimeThatSoManyDidNotExceed() {
        assertThat(oneToHundredMillis.millis(50)).isEqualTo(50);
        assertThat(oneToHundredMillis.millis(99)).isEqualTo(99);
        assertThat(oneToHundredMillis.seconds(99)).isEqualTo(0.099);
    }

    @Test
    void theHundredthIsTheLongest() {
        assertThat(oneToHundredMillis.millis(100)).isEqualTo(100);
    }

    @Test
    void ofASingleTimeEveryPercentileIsThatTime() {
        var single = Latencies.of(7_000_000);

        assertThat(single.millis(0)).isEqualTo(7);
        assertThat(single.millis(50)).isEqualTo(7);
        assertThat(single.millis(99)).isEqualTo(7);
    }

    @Test
    void aPercentileOfRoundsIsThatOfEachRound() {
        var rounds = List.of(oneToHundredMillis, Latencies.of(7_000_000));

        assertThat(Latencies.millis(rounds, 50)).isEqualTo(Series.of(50.0, 7.0));
    }

    @Test
    void noTimesHaveNoPercentiles() {
        assertThatIllegalArgumentException().isThrownBy(Latencies::of).withMessageContaining("No times");
    }
}
