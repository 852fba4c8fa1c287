package io.stockcluster.traffic;

import java.time.Duration;

/**
 * What a load saw.
 *
 * @param acknowledged sales that were answered with 201, each counted once
 * @param retried those among them that had to be asked for more than once
 * @param troubled those that one retry was not enough for
 * @param slowest from the first attempt of a sale to its answer
 */
public record Figures(long acknowledged, long retried, long troubled, Duration slowest) {

    public static final Figures NONE = new Figures(0, 0, 0, Duration.ZERO);

    Figures with(int attempts, Duration took) {
        return new Figures(
                acknowledged + 1,
                retried + (attempts > 1 ? 1 : 0),
                troubled + (attempts > 2 ? 1 : 0),
                took.compareTo(slowest) > 0 ? took : slowest);
    }
}
