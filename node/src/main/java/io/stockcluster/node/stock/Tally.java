package io.stockcluster.node.stock;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * What a run of writes amounts to.
 *
 * @param lastUpdated null where there was no write; {@link #level()} tells it to others
 */
record Tally(BigDecimal quantity, BigDecimal pending, LocalDateTime lastUpdated) {

    static final Tally NOTHING = new Tally(BigDecimal.ZERO, BigDecimal.ZERO, null);

    Tally after(PotWrite write) {
        return switch (write) {
            case PotWrite.Receive in -> with(quantity.add(in.quantity()), pending, in.time());
            case PotWrite.Sell out -> without(out.quantity(), out.time());
            // It was covered when it was accepted. Where a late event took that cover away, it is a sale like any.
            case PotWrite.Dispatch out -> without(out.quantity(), out.time());
            case PotWrite.Count count -> with(count.quantity(), pending, count.time());
        };
    }

    boolean covers(BigDecimal asked) {
        return quantity.compareTo(asked) >= 0;
    }

    PotReply.Level level() {
        return new PotReply.Level(plain(quantity), plain(pending), Optional.ofNullable(lastUpdated));
    }

    /** The same amounts without the zeros that senders wrote, so that they do not pile up in what is kept. */
    Tally plain() {
        return new Tally(plain(quantity), plain(pending), lastUpdated);
    }

    private Tally without(BigDecimal taken, LocalDateTime time) {
        var left = quantity.subtract(taken);
        return left.signum() < 0 ? with(BigDecimal.ZERO, pending.add(left), time) : with(left, pending, time);
    }

    private Tally with(BigDecimal newQuantity, BigDecimal newPending, LocalDateTime time) {
        var newest = lastUpdated == null || time.isAfter(lastUpdated) ? time : lastUpdated;
        return new Tally(newQuantity, newPending, newest);
    }

    private static BigDecimal plain(BigDecimal amount) {
        if (amount.scale() == 0) {
            return amount;
        }
        var stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
