package io.stockcluster.bench.counter;

import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Consistency;
import io.stockcluster.actors.Replication;

/** The types of counters that every server hosts: one behaviour, kept in different ways. */
public final class Counters {

    public static final ActorType<Counter.Count, Counter.Message, Counter.Added, Counter.Value> FACTOR_1 =
            ActorType.sharded("factor-1", new Counter(), Replication.of(1));

    public static final ActorType<Counter.Count, Counter.Message, Counter.Added, Counter.Value> QUORUM_OF_3 =
            ActorType.sharded("quorum-of-3", new Counter(), Replication.of(3));

    public static final ActorType<Counter.Count, Counter.Message, Counter.Added, Counter.Value> STRONG_OF_3 =
            ActorType.sharded("strong-of-3", new Counter(), Replication.of(3, Consistency.strong()));

    /** For the many actors that idle. */
    public static final ActorType<Counter.Count, Counter.Message, Counter.Added, Counter.Value> CROWD =
            ActorType.sharded("crowd", new Counter(), Replication.of(2));

    private Counters() {}

    public static ActorType<?, ?, ?, ?>[] all() {
        return new ActorType<?, ?, ?, ?>[] {FACTOR_1, QUORUM_OF_3, STRONG_OF_3, CROWD};
    }
}
