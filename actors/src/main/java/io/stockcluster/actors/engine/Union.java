package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingEntry;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import java.io.IOException;

/**
 * What becomes of an actor when two sides of a split cluster are one again. Runs at its owner on the larger side, for
 * each actor of the smaller one; the copies there get the outcome as a whole.
 */
@SuppressWarnings("serial") // travels as Hazelcast's own operations do; the interface is Serializable for older ways
final class Union implements SplitBrainMergePolicy<Cell, MergingEntry<String, Cell>, Object>, HazelcastInstanceAware {

    /** The actors' type. Written and read as the merge's entries travel. */
    private String type;

    private Hosted hosted;

    /** For Hazelcast, which then reads the rest. */
    Union() {}

    Union(String type) {
        this.type = type;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        hosted = Hosted.in(instance);
    }

    @Override
    public Object merge(MergingEntry<String, Cell> smaller, MergingEntry<String, Cell> larger) {
        var id = new ActorId(type, smaller.getKey());
        ActorType<?, ?, ?, ?> known = hosted.type(type)
                .orElseThrow(() -> new IllegalStateException("This node hosts no actors of type " + type));
        Cell merged = Merging.merged(
                known, larger == null ? null : larger.getDeserializedValue(), smaller.getDeserializedValue(), id);
        hosted.merged(id, merged);
        return merged;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeString(type);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        type = in.readString();
    }
}
