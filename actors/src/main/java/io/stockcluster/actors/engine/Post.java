package io.stockcluster.actors.engine;

import java.util.List;

/** What the engine itself says to actors, so that what one sends to another arrives exactly once. */
sealed interface Post {

    /**
     * To the receiver: here is a message. It answers whether it has it, now or from before; it has not where the
     * message that must arrive first is missing.
     *
     * @param sender who sent it, as type and key
     * @param park whether to put it aside where the behaviour throws at it: it has done so before
     */
    record Deliver(String sender, Outbox.Sent sent, boolean park) implements Post {}

    /** To the sender: what is on its way? It answers with {@link Pending}, once enough copies hold that. */
    record WhatIsPending() implements Post {}

    /** To the sender: these have arrived, forget them. */
    record Arrived(List<Stamp> stamps) implements Post {}

    /** To an actor that has put messages aside: try again. It answers whether it could handle one of them now. */
    record Unpark() implements Post {}

    /** Whether it is done: a message received, forgotten, or no longer aside. */
    record Done(boolean yes) {}

    /**
     * The messages that are on their way.
     *
     * @param parked how many messages of others the actor has put aside
     */
    record Pending(List<Outbox.Sent> sent, int parked) {}

    /** A reply, and what is on its way as it is given. */
    record Settling(Object reply, List<Outbox.Sent> sent) {}

    /** To the copies of a receiver: this has been received. */
    record Received(String sender, Stamp stamp) {}

    /** To the copies of a receiver: this has been put aside. */
    record Parked(String sender, Outbox.Sent sent) {}

    /** To the copies of a receiver: what was put aside has been handled. */
    record Unparked(String sender, Stamp stamp) {}

    /** To the copies of a sender: this has been sent, and numbered by that process. */
    record HasSent(long host, List<Outbox.Sent> sent) {}
}
