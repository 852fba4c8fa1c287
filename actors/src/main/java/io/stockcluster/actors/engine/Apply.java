package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Observer;
import java.util.Map;

/**
 * A change on its way to the copies: what one turn changed, and what it follows.
 *
 * <p>A copy applies only what follows its own version and mark. What it has already, it acknowledges. Where it lacks
 * something, or has followed another owner's change, it throws: then it does not acknowledge, and Hazelcast renews the
 * whole shard from its owner.
 */
@SuppressWarnings("serial") // travels by Compact alone; the interface is Serializable for older ways
final class Apply implements EntryProcessor<String, Cell, Object>, HazelcastInstanceAware {

    final String type;

    /** The version before the changes. */
    final long follows;

    /** The mark before the changes. */
    final long followsMark;

    /** The mark after the changes. */
    final long mark;

    /** The term after the changes. */
    final long term;

    /** See {@link Changes}; {@code null} where the copy only has to confirm that it is where the owner is. */
    final Object changes;

    /** Under what the owner changed it, see {@link Observer}. */
    final String context;

    private Hosted hosted;

    Apply(String type, long follows, long followsMark, long mark, long term, Object changes, String context) {
        this.type = type;
        this.follows = follows;
        this.followsMark = followsMark;
        this.mark = mark;
        this.term = term;
        this.changes = changes;
        this.context = context;
    }

    /** What brings a copy from one cell of the owner's to the next. */
    static Apply changes(String type, Cell before, Cell after, Object changes, String context) {
        long followsMark = before == null ? 0 : before.mark();
        return new Apply(type, after.version() - 1, followsMark, after.mark(), after.term(), changes, context);
    }

    /** Asks the copies whether they hold the owner's cell. */
    static Apply confirm(String type, Cell cell, String context) {
        return new Apply(type, cell.version(), cell.mark(), cell.mark(), cell.term(), null, context);
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        hosted = Hosted.in(instance);
    }

    @Override
    public Object process(Map.Entry<String, Cell> entry) {
        var id = new ActorId(type, entry.getKey());
        Observer.Observation observation = hosted.observer().begin(Observer.Work.COPY, id, context);
        Observer.Outcome outcome = Observer.Outcome.FAILED;
        try {
            outcome = follow(entry, id) ? Observer.Outcome.CHANGED : Observer.Outcome.UNCHANGED;
        } finally {
            observation.end(outcome);
        }
        return null;
    }

    /** Whether it changed anything. */
    private boolean follow(Map.Entry<String, Cell> entry, ActorId id) {
        Cell copy = entry.getValue();
        long version = copy == null ? 0 : copy.version();
        long itsMark = copy == null ? 0 : copy.mark();
        if (version == follows && itsMark == followsMark) {
            if (changes != null) {
                entry.setValue(follow(copy, id));
                return true;
            }
        } else if (version != follows + 1 || itsMark != mark) {
            throw new IllegalStateException("This copy of actor " + id + " is at version " + version
                    + " and not at the owner's, " + follows + (version == follows ? ", though by another change" : ""));
        }
        return false;
    }

    private Cell follow(Cell copy, ActorId id) {
        ActorType<?, ?, ?, ?> known = hosted.type(type)
                .orElseThrow(() -> new IllegalStateException("This node keeps no copies of actors of type " + type));
        return Turn.follow(known, copy, changes, id, term, mark);
    }

    @Override
    public EntryProcessor<String, Cell, Object> getBackupProcessor() {
        return null;
    }
}
