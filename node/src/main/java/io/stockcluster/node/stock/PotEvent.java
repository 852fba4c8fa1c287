package io.stockcluster.node.stock;

import java.util.Objects;

/**
 * The pot recorded a write.
 *
 * @param write what happened
 * @param limits how much the pot keeps after it. The owner's word, so that the copies keep the same even while a
 *     changed setting has not reached every node
 */
public record PotEvent(PotWrite write, PotLimits limits) {

    public PotEvent {
        Objects.requireNonNull(write, "an event tells of a write");
        Objects.requireNonNull(limits, "an event tells its owner's limits");
    }
}
