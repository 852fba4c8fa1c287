package io.stockcluster.node.stock;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;

/** What a pot answers. */
public sealed interface PotReply {

    /**
     * The request is done, now or by an earlier one with its id.
     *
     * @param first as it was first sent: what the answer echoes
     */
    record Accepted(PotWrite.Request first) implements PotReply {
        public Accepted {
            Objects.requireNonNull(first, "an accepted request is echoed");
        }
    }

    /** What came in is recorded. */
    record Received() implements PotReply {}

    /** The id was used before, for something else. Nothing changes. */
    record Mismatch() implements PotReply {}

    /** There is, or was at the time, too little to move. Nothing changes, and the id is not remembered. */
    record InsufficientStock() implements PotReply {}

    /**
     * What there is.
     *
     * @param quantity 0 or more, without needless zeros
     * @param pendingAdjustment the shortfall of what was taken and was not there: 0 or less
     * @param lastUpdated the newest time of all that happened; empty where nothing ever did
     */
    record Level(BigDecimal quantity, BigDecimal pendingAdjustment, Optional<LocalDateTime> lastUpdated)
            implements PotReply {}
}
