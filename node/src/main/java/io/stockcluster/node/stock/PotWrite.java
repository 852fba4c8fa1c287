package io.stockcluster.node.stock;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Objects;

/** Something that happened to a pot's stock. It is the command, and is kept in the pot as what was recorded. */
public sealed interface PotWrite extends PotCommand {

    /** What tells it from others of its kind in one pot: a request's id, or where a receipt comes from. */
    String id();

    /** How much; its scale is the sender's. */
    BigDecimal quantity();

    /** When it happened, in UTC. */
    LocalDateTime time();

    /**
     * What a client asked for. It comes back in the answer to every repetition: so each field stays spelled as it was
     * first sent.
     */
    sealed interface Request extends PotWrite {

        /** What it is known by when it is repeated. */
        String requestId();

        @Override
        default String id() {
            return requestId();
        }

        /** Whether both say the same, however they spell it: {@code 10} is {@code 10.0}. */
        boolean sameContentAs(Request other);
    }

    /** Stock was sold; what was not there counts as a shortfall. */
    record Sell(String requestId, BigDecimal quantity, LocalDateTime soldAt) implements Request {
        public Sell {
            Check.request("sale", requestId, quantity, soldAt);
            Check.positive("sale", quantity);
        }

        @Override
        public LocalDateTime time() {
            return soldAt;
        }

        @Override
        public boolean sameContentAs(Request other) {
            return other instanceof Sell && Check.sameAmountAndTime(this, other);
        }
    }

    /**
     * Stock came in: the pot's part of a delivery, summed over its lines, or the receiving half of a move. It comes from
     * another actor, and so exactly once: it needs no id to be known again.
     *
     * @param origin the delivery or the move that it is a part of. It tells receipts apart where two sides of a split
     *     are merged
     */
    record Receive(String origin, BigDecimal quantity, LocalDateTime receivedAt) implements PotWrite {
        public Receive {
            Check.request("receipt", origin, quantity, receivedAt);
            Check.positive("receipt", quantity);
        }

        @Override
        public String id() {
            return origin;
        }

        @Override
        public LocalDateTime time() {
            return receivedAt;
        }
    }

    /**
     * Stock leaves for another location: the sending half of a move.
     *
     * @param reason as it was sent; its case is no part of the content
     */
    record Dispatch(
            String requestId, String destinationLocationId, BigDecimal quantity, String reason, LocalDateTime movedAt)
            implements Request {

        public Dispatch {
            Check.request("move", requestId, quantity, movedAt);
            Check.positive("move", quantity);
            Objects.requireNonNull(destinationLocationId, "a move needs a destination");
            Objects.requireNonNull(reason, "a move needs a reason");
        }

        @Override
        public LocalDateTime time() {
            return movedAt;
        }

        @Override
        public boolean sameContentAs(Request other) {
            return other instanceof Dispatch move
                    && Check.sameAmountAndTime(this, other)
                    && destinationLocationId.equals(move.destinationLocationId)
                    && reason.equalsIgnoreCase(move.reason);
        }
    }

    /**
     * Stock was counted: from then on there is what was counted.
     *
     * @param reason as it was sent; its case is no part of the content
     */
    record Count(String requestId, BigDecimal quantity, String reason, LocalDateTime countedAt) implements Request {
        public Count {
            Check.request("count", requestId, quantity, countedAt);
            Objects.requireNonNull(reason, "a count needs a reason");
            if (quantity.signum() < 0) {
                throw new IllegalArgumentException("A count of " + quantity + " cannot be: use 0 or more");
            }
        }

        @Override
        public LocalDateTime time() {
            return countedAt;
        }

        @Override
        public boolean sameContentAs(Request other) {
            return other instanceof Count count
                    && Check.sameAmountAndTime(this, other)
                    && reason.equalsIgnoreCase(count.reason);
        }
    }
}
