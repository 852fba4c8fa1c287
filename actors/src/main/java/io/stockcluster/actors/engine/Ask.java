package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import java.util.Map;

/**
 * A message on its way to an actor's owner, where the shard's thread handles it.
 *
 * <p>What the copies must do is decided with the message and only handed out afterwards: Hazelcast asks for it twice.
 */
@SuppressWarnings("serial") // travels by Compact alone; the interface is Serializable for older ways
final class Ask implements EntryProcessor<String, Cell, Object>, HazelcastInstanceAware {

    final String type;
    final Object message;

    /** What the message is known by, the same at each try; empty for the engine's own. */
    final String id;

    /** Whether an earlier try may have got through: then an answer without events waits for the copies, if they are there. */
    final boolean again;

    /** Whether the asker wants to know what is on its way to other actors, to see it arrive. */
    final boolean settle;

    /** Under what it is asked, see {@link io.stockcluster.actors.Observer}. */
    final String context;

    private Hosted hosted;
    private EntryProcessor<String, Cell, Object> forCopies;

    Ask(String type, Object message, String id, boolean again, boolean settle, String context) {
        this.type = type;
        this.message = message;
        this.id = id;
        this.again = again;
        this.settle = settle;
        this.context = context;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        hosted = Hosted.in(instance);
    }

    @Override
    public Object process(Map.Entry<String, Cell> entry) {
        var handled = hosted.handle(this, entry);
        forCopies = handled.forCopies();
        return handled.answer();
    }

    @Override
    public EntryProcessor<String, Cell, Object> getBackupProcessor() {
        return forCopies;
    }
}
