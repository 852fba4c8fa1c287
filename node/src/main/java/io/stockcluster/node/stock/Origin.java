package io.stockcluster.node.stock;

/**
 * What tells a receipt from others in its pot. The same request has the same one on both sides of a split, which may both
 * have been asked for it. Another request has another, also where it uses an id anew that was forgotten.
 */
public final class Origin {

    private Origin() {}

    /**
     * Of the parts of a delivery.
     *
     * @param accepted how many the location had before
     * @param remembered how many of them it knows again by their ids
     */
    public static String ofDelivery(String requestId, long accepted, int remembered) {
        return "delivery/" + accepted / remembered + "/" + requestId;
    }

    /** Of the receiving half of a move from that pot, likewise. */
    static String ofMove(String pot, String requestId, long accepted, int remembered) {
        return "move/" + pot + "/" + accepted / remembered + "/" + requestId;
    }
}
