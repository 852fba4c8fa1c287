package io.stockcluster.bench.measure;

import java.util.Arrays;
import java.util.List;

/**
 * How long things took.
 *
 * @param sorted in nanoseconds, the shortest first; never empty
 */
public record Latencies(List<Long> sorted) {

    public Latencies {
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("No times were measured: at least one is needed");
        }
        sorted = List.copyOf(sorted);
    }

    public static Latencies of(long... nanos) {
        return new Latencies(Arrays.stream(nanos).sorted().boxed().toList());
    }

    /** The shortest time that at least so many percent did not exceed. */
    public double millis(double percent) {
        int rank = (int) Math.ceil(sorted.size() * percent / 100);
        return sorted.get(Math.clamp(rank - 1L, 0, sorted.size() - 1)) / 1e6;
    }

    /** The same of each round. */
    public static Series millis(List<Latencies> rounds, double percent) {
        return new Series(rounds.stream().map(round -> round.millis(percent)).toList());
    }

    public double seconds(double percent) {
        return millis(percent) / 1e3;
    }
}
