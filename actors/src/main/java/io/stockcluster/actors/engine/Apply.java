package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import java.util.Map;

/**
 * A change on its way to the copies: the events, and the version they follow.
 *
 * <p>A copy applies only what follows its own version. What it has already, it ignores. Where it lacks something it
 * throws: then it does not acknowledge, and Hazelcast renews the whole shard from its owner.
 */
@SuppressWarnings("serial") // travels by Compact alone; the interface is Serializable for older ways
final class Apply implements EntryProcessor<String, Cell, Object>, HazelcastInstanceAware {

    final String type;

    /** The version before the events. */
    final long follows;

    /** See {@link Events}; {@code null} where the copy only has to confirm that it is at {@code follows}. */
    final Object events;

    private Hosted hosted;

    Apply(String type, long follows, Object events) {
        this.type = type;
        this.follows = follows;
        this.events = events;
    }

    /** Asks the copies whether they hold what an earlier message changed. */
    static Apply confirm(String type, long version) {
        return new Apply(type, version, null);
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        hosted = Hosted.in(instance);
    }

    @Override
    public Object process(Map.Entry<String, Cell> entry) {
        hosted.apply(this, entry);
        return null;
    }

    @Override
    public EntryProcessor<String, Cell, Object> getBackupProcessor() {
        return null;
    }
}
