package io.stockcluster.actors.engine;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import io.stockcluster.actors.ActorsUnreachable;
import java.util.function.IntConsumer;

/**
 * How many hosts make up the cluster, where that was changed while it runs: kept on every host, told to each that joins
 * later, and gone with the last of them.
 */
final class ExpectedSize {

    /** Where it is kept. */
    static final String MAP = "actors-expected-size";

    private static final String KEY = "hosts";

    private static final int TRIES = 5;

    private final HazelcastInstance instance;

    ExpectedSize(HazelcastInstance instance) {
        this.instance = instance;
    }

    /** Tells of the size that was set before, if any was, and of each that is set from now on. */
    void follow(IntConsumer follower) {
        IMap<String, Integer> sizes = instance.getMap(MAP);
        sizes.addEntryListener((EntryAddedListener<String, Integer>) event -> tell(event, follower), KEY, true);
        sizes.addEntryListener((EntryUpdatedListener<String, Integer>) event -> tell(event, follower), KEY, true);
        Integer set = sizes.get(KEY);
        if (set != null) {
            follower.accept(set);
        }
    }

    private static void tell(EntryEvent<String, Integer> event, IntConsumer follower) {
        follower.accept(event.getValue());
    }

    void set(int hosts) {
        IMap<String, Integer> sizes = instance.getMap(MAP);
        IndeterminateOperationStateException unsure = null;
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                sizes.set(KEY, hosts);
                return;
            } catch (IndeterminateOperationStateException e) {
                // A copy was about to move. Said twice, it is still the same size.
                unsure = e;
            }
        }
        throw new ActorsUnreachable(
                "The nodes that host actors may not all know the expected size, since their copies of it are about to"
                        + " move: ask again",
                unsure);
    }
}
