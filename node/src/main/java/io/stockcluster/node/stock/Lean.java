package io.stockcluster.node.stock;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * Amounts and times as a pot keeps them by the thousand: equal to what came over the wire, in fewer objects. What lives
 * is what a collection of garbage copies, and while it does, a node answers nobody.
 */
final class Lean {

    /** The days that times are of, each at its place: nearly all are of the last few. */
    private static final LocalDate[] DAYS = new LocalDate[64];

    private Lean() {}

    /** One object instead of three, unless it has more digits than a {@code long}. */
    static BigDecimal amount(BigDecimal read) {
        BigInteger digits = read.unscaledValue();
        return digits.bitLength() < Long.SIZE ? BigDecimal.valueOf(digits.longValue(), read.scale()) : read;
    }

    /** Times of one day share it. */
    static LocalDateTime time(LocalDateTime read) {
        LocalDate day = read.toLocalDate();
        int place = Math.floorMod(day.toEpochDay(), DAYS.length);
        // Whatever thread was here last: a day never changes, and is the right one or is not.
        LocalDate known = DAYS[place];
        if (day.equals(known)) {
            return LocalDateTime.of(known, read.toLocalTime());
        }
        DAYS[place] = day;
        return read;
    }
}
