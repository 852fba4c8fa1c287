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
        default String requestId() {
            return id();
        }

        /** Whether both say the same, however they spell it: {@code 10} is {@code 10.0}. */
        boolean sameContentAs(Request other);
    }

    /** Stock was sold; what was not there counts as a shortfall. */
    final class Sell extends Recorded implements Request {

        /** A sale of more than 0, known by an id that is not empty. */
        public Sell(String requestId, BigDecimal quantity, LocalDateTime soldAt) {
            Check.request("sale", requestId, quantity, soldAt);
            Check.positive("sale", quantity);
            super(requestId, quantity, soldAt);
        }

        @Override
        public boolean sameContentAs(Request other) {
            return other instanceof Sell && Check.sameAmountAndTime(this, other);
        }
    }

    /**
     * Stock came in: the pot's part of a delivery, summed over its lines, or the receiving half of a move. Another actor
     * sends it, and it arrives once; but where both sides of a split were asked for the same, each sends it. So it is known
     * by its {@link Origin}, the delivery or the move that it is a part of.
     */
    final class Receive extends Recorded implements PotWrite {

        /** A receipt of more than 0. */
        public Receive(String origin, BigDecimal quantity, LocalDateTime receivedAt) {
            Check.request("receipt", origin, quantity, receivedAt);
            Check.positive("receipt", quantity);
            super(origin, quantity, receivedAt);
        }
    }

    /** Stock leaves for another location: the sending half of a move. */
    final class Dispatch extends Recorded implements Request {

        private final String destinationLocationId;
        private final String reason;

        /**
         * A move of more than 0.
         *
         * @param reason as it was sent; its case is no part of the content
         */
        public Dispatch(
                String requestId,
                String destinationLocationId,
                BigDecimal quantity,
                String reason,
                LocalDateTime movedAt) {
            Check.request("move", requestId, quantity, movedAt);
            Check.positive("move", quantity);
            this.destinationLocationId = Objects.requireNonNull(destinationLocationId, "a move needs a destination");
            this.reason = Objects.requireNonNull(reason, "a move needs a reason");
            super(requestId, quantity, movedAt);
        }

        /** Where it went. */
        public String destinationLocationId() {
            return destinationLocationId;
        }

        /** Why, as it was sent. */
        public String reason() {
            return reason;
        }

        @Override
        public boolean sameContentAs(Request other) {
            return other instanceof Dispatch move
                    && Check.sameAmountAndTime(this, other)
                    && destinationLocationId.equals(move.destinationLocationId)
                    && reason.equalsIgnoreCase(move.reason);
        }

        @Override
        public boolean equals(Object other) {
            return super.equals(other)
                    && other instanceof Dispatch move
                    && destinationLocationId.equals(move.destinationLocationId)
                    && reason.equals(move.reason);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }

        @Override
        public String toString() {
            return super.toString() + " to " + destinationLocationId + ", " + reason;
        }
    }

    /** Stock was counted: from then on there is what was counted. */
    final class Count extends Recorded implements Request {

        private final String reason;

        /**
         * A count of 0 or more.
         *
         * @param reason as it was sent; its case is no part of the content
         */
        public Count(String requestId, BigDecimal quantity, String reason, LocalDateTime countedAt) {
            Check.request("count", requestId, quantity, countedAt);
            if (quantity.signum() < 0) {
                throw new IllegalArgumentException("A count of " + quantity + " cannot be: use 0 or more");
            }
            this.reason = Objects.requireNonNull(reason, "a count needs a reason");
            super(requestId, quantity, countedAt);
        }

        /** Why, as it was sent. */
        public String reason() {
            return reason;
        }

        @Override
        public boolean sameContentAs(Request other) {
            return other instanceof Count count
                    && Check.sameAmountAndTime(this, other)
                    && reason.equalsIgnoreCase(count.reason);
        }

        @Override
        public boolean equals(Object other) {
            return super.equals(other) && other instanceof Count count && reason.equals(count.reason);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }

        @Override
        public String toString() {
            return super.toString() + ", " + reason;
        }
    }
}
