package io.stockcluster.node.stock;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * A write's id, amount and time, as a pot keeps them by the thousand: as the numbers that they consist of. As the objects
 * that they are told as, they would take twice the memory, and each collection of garbage would have nine to copy and not
 * three, while nobody is answered.
 */
abstract class Recorded {

    private final String id;

    /** The amount without its point, unless it is large. */
    private final long digits;

    private final int scale;

    /** An amount of more digits than a {@code long} has; else {@code null}. */
    private final BigDecimal large;

    private final long second;
    private final int nano;

    Recorded(String id, BigDecimal quantity, LocalDateTime time) {
        BigInteger unscaled = quantity.unscaledValue();
        boolean fits = unscaled.bitLength() < Long.SIZE;
        this.id = id;
        this.digits = fits ? unscaled.longValue() : 0;
        this.scale = quantity.scale();
        this.large = fits ? null : quantity;
        Instant instant = time.toInstant(ZoneOffset.UTC);
        this.second = instant.getEpochSecond();
        this.nano = instant.getNano();
    }

    /** What tells it from others of its kind in one pot. */
    public final String id() {
        return id;
    }

    /** How much; its scale is the sender's. */
    public final BigDecimal quantity() {
        return large == null ? BigDecimal.valueOf(digits, scale) : large;
    }

    /** When it happened, in UTC. */
    public final LocalDateTime time() {
        return LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Recorded write
                && getClass() == write.getClass()
                && id.equals(write.id)
                && digits == write.digits
                && scale == write.scale
                && Objects.equals(large, write.large)
                && second == write.second
                && nano == write.nano;
    }

    @Override
    public int hashCode() {
        return Objects.hash(getClass(), id, digits, scale, large, second, nano);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " " + id + " of " + quantity() + " at " + time();
    }
}
