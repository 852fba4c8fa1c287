package io.stockcluster.node.delivery;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;

/**
 * Goods of a supplier that came in at a location.
 *
 * @param requestId what it is known by when it is repeated
 * @param deliveredAt when, in UTC
 */
public record Delivery(
        String requestId, String supplierId, String supplierRef, LocalDateTime deliveredAt, List<Line> lines) {

    public Delivery {
        lines = List.copyOf(lines);
    }

    /** So much of a product; the same one may stand in several lines. */
    public record Line(String productId, BigDecimal quantity) {}

    /** Whether both say the same, however they spell their numbers. */
    boolean sameContentAs(Delivery other) {
        return supplierId.equals(other.supplierId)
                && supplierRef.equals(other.supplierRef)
                && deliveredAt.equals(other.deliveredAt)
                && sameLines(other.lines);
    }

    private boolean sameLines(List<Line> others) {
        if (lines.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Line other = others.get(i);
            if (!line.productId().equals(other.productId()) || line.quantity().compareTo(other.quantity()) != 0) {
                return false;
            }
        }
        return true;
    }
}
