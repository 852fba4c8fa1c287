package io.stockcluster.node.stock;

/**
 * How much a pot keeps.
 *
 * @param history the events kept apart, into whose order a late one still finds its place, and the receipts that are known
 *     again ({@code STOCK_HISTORY})
 * @param requestIds the request ids remembered ({@code STOCK_REQUEST_IDS})
 */
public record PotLimits(int history, int requestIds) {

    /** What a pot keeps unless told otherwise. */
    public static final PotLimits DEFAULT = new PotLimits(1_000, 10_000);

    public PotLimits {
        if (history < 1) {
            throw new IllegalArgumentException("A history of " + history + " events keeps none: use 1 or more");
        }
        if (requestIds < 1) {
            throw new IllegalArgumentException("A memory of " + requestIds + " request ids keeps none: use 1 or more");
        }
    }
}
