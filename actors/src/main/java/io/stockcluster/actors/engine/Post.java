package io.stockcluster.actors.engine;

import java.util.List;

/** What the engine itself says to actors, so that what one sends to another arrives exactly once. */
sealed interface Post {

    /**
     * To the receiver: here is a message. It answers whether it has it, now or from before; it has not where the
     * message that must arrive first is missing.
     *
     * @param sender who sent it, as type and key
     */
    record Deliver(String sender, Outbox.Sent sent) implements Post {}

    /** To the sender: what is on its way? It answers with {@link Pending}, once enough copies hold that. */
    record WhatIsPending() implements Post {}

    /** To the sender: these have arrived, forget them. */
    record Arrived(List<Long> numbers) implements Post {}

    /** Whether it is done: a message received, or forgotten. */
    record Done(boolean yes) {}

    /** The messages that are on their way. */
    record Pending(List<Outbox.Sent> sent) {}

    /** A reply, and what is on its way as it is given. */
    record Settling(Object reply, List<Outbox.Sent> sent) {}

    /** To the copies of a receiver: this has been received. */
    record Received(String sender, long number) {}

    /** To the copies of a sender: this has been sent. */
    record HasSent(List<Outbox.Sent> sent) {}
}
