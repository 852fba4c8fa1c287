package io.stockcluster.node.stock;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Objects;

/** What every write has to be, and what two of the same content share. */
final class Check {

    private Check() {}

    static void write(String what, BigDecimal quantity, LocalDateTime time) {
        Objects.requireNonNull(quantity, () -> "a " + what + " needs a quantity");
        Objects.requireNonNull(time, () -> "a " + what + " needs the time when it happened");
    }

    static void request(String what, String id, BigDecimal quantity, LocalDateTime time) {
        write(what, quantity, time);
        if (id == null || id.isEmpty()) {
            throw new IllegalArgumentException("A " + what + " needs an id that is not empty");
        }
    }

    static void positive(String what, BigDecimal quantity) {
        if (quantity.signum() <= 0) {
            throw new IllegalArgumentException("A " + what + " of " + quantity + " cannot be: use more than 0");
        }
    }

    static boolean sameAmountAndTime(PotWrite one, PotWrite other) {
        return one.quantity().compareTo(other.quantity()) == 0 && one.time().equals(other.time());
    }
}
