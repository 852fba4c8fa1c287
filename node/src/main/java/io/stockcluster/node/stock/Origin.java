package io.stockcluster.node.stock;

import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What tells a receipt from others in its pot: its term, and what it is of. A term is as long as half of the requests that
 * the sender remembers. So a request that uses an id anew that was forgotten is at least two terms later, and one that both
 * sides of a split were asked for is of the same term on both or of the next, unless one of them had more requests of its
 * own by then than a term has.
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
        return term(accepted, remembered) + "/delivery/" + requestId;
    }

    /** Of the receiving half of a move from that pot, likewise. */
    static String ofMove(String pot, String requestId, long accepted, int remembered) {
        return term(accepted, remembered) + "/move/" + pot + "/" + requestId;
    }

    private static long term(long accepted, int remembered) {
        return accepted / Math.max(1, remembered / 2);
    }

    /** All origins that the same request can have had. */
    static Stream<String> alike(String origin) {
        int slash = origin.indexOf('/');
        long term = Long.parseLong(origin, 0, slash, 10);
        return LongStream.rangeClosed(term - 1, term + 1).mapToObj(each -> each + origin.substring(slash));
    }
}
