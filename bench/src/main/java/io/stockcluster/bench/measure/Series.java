package io.stockcluster.bench.measure;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One figure in each round.
 *
 * @param rounds never empty
 */
public record Series(List<Double> rounds) {

    public Series {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("No rounds were measured: at least one is needed");
        }
        rounds = List.copyOf(rounds);
    }

    public static Series of(Double... rounds) {
        return new Series(List.of(rounds));
    }

    public double median() {
        List<Double> sorted = rounds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The median of each round's ratio: a machine that slows down for a while does so for both. */
    public double relativeTo(Series other) {
        if (other.rounds.size() != rounds.size()) {
            throw new IllegalArgumentException("Series of " + rounds.size() + " and " + other.rounds.size()
                    + " rounds cannot be compared round by round");
        }
        return new Series(IntStream.range(0, rounds.size())
                        .mapToObj(i -> rounds.get(i) / other.rounds.get(i))
                        .toList())
                .median();
    }
}
