package io.stockcluster.traffic;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a load saw.
 *
 * @param acknowledged sales that were answered with 201, each counted once
 * @param retried those among them that had to be asked for more than once
 * @param troubled those that one retry was not enough for
 * @param slowest from the first attempt of a sale to its answer
 * @param refusals what was answered instead, each with its time: the first of them
 */
public record Figures(long acknowledged, long retried, long troubled, Duration slowest, List<String> refusals) {

    public static final Figures NONE = new Figures(0, 0, 0, Duration.ZERO, List.of());

    private static final int TOLD = 20;

    /** One more sale, after those refusals. */
    Figures with(List<String> refused, Duration took) {
        return new Figures(
                acknowledged + 1,
                retried + (refused.isEmpty() ? 0 : 1),
                troubled + (refused.size() > 1 ? 1 : 0),
                took.compareTo(slowest) > 0 ? took : slowest,
                Stream.concat(refusals.stream(), refused.stream()).limit(TOLD).toList());
    }
}
