package io.stockcluster.actors.engine;

import com.hazelcast.config.Config;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import com.hazelcast.spi.merge.SplitBrainMergePolicyProvider;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Consistency;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BinaryOperator;

/**
 * Makes one of two sides that a split cluster has become.
 *
 * <p>Hazelcast has every host of the smaller side join the larger one anew and bring what it owned, actor by actor. An
 * actor that the larger side lacks is taken as it is; of one that both have, {@link #merged} makes one. Until a host has
 * brought everything it is not ready.
 */
final class Merging implements LifecycleListener, HazelcastInstanceAware {

    private static final Logger LOG = System.getLogger(Merging.class.getName());

    private final Hosted hosted;
    private final Collection<ActorType<?, ?, ?, ?>> types;
    private Config config;

    Merging(Hosted hosted, Collection<ActorType<?, ?, ?, ?>> types) {
        this.hosted = hosted;
        this.types = types;
        types.stream()
                .filter(type -> type.merge().isEmpty()
                        && type.replication().consistency() instanceof Consistency.Eventual
                        && type.replication().factor() > 1)
                .forEach(type -> LOG.log(
                        Level.WARNING,
                        "Actor type '" + type.name() + "' is " + type.replication() + ", and cannot be merged: after a"
                                + " split of the cluster the actors of the side that went on are kept, and what the other"
                                + " acknowledged meanwhile is lost. Give it ActorType.mergedBy, or a quorum"));
    }

    /** Whether this host is joining the larger side and has not brought everything yet. */
    boolean underWay() {
        return hosted.isMerging();
    }

    void into(Config config) {
        this.config = config;
        config.addListenerConfig(new ListenerConfig(this));
        types.forEach(type -> mergedBy(type, Union.class.getName()));
    }

    private void mergedBy(ActorType<?, ?, ?, ?> type, String policy) {
        config.getMapConfig(type.name()).getMergePolicyConfig().setPolicy(policy);
    }

    private static String policy(ActorType<?, ?, ?, ?> type) {
        return Union.class.getName() + " of " + type.name();
    }

    /**
     * Before the member joins. Hazelcast makes policies by the names of their classes, and none is told of which map the
     * entries are; so each type's own goes where those are kept that it has made before. Not earlier, since it first
     * tries whether the names in the configuration are classes.
     */
    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        SplitBrainMergePolicyProvider provider =
                ((HazelcastInstanceImpl) instance).node.getNodeEngine().getSplitBrainMergePolicyProvider();
        try {
            var field = SplitBrainMergePolicyProvider.class.getDeclaredField("mergePolicyMap");
            field.setAccessible(true);
            @SuppressWarnings({"unchecked", "rawtypes"}) // as it is declared there
            var policies = (Map<String, SplitBrainMergePolicy>) field.get(provider);
            for (ActorType<?, ?, ?, ?> type : types) {
                policies.put(policy(type), new Union(type.name()));
                mergedBy(type, policy(type));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This version of Hazelcast keeps its merge policies elsewhere", e);
        }
    }

    @Override
    public void stateChanged(LifecycleEvent event) {
        switch (event.getState()) {
            case MERGING -> {
                LOG.log(Level.WARNING, "This node joins the larger side of its split cluster, and brings what it owns");
                hosted.merging(true);
            }
            case MERGED -> {
                LOG.log(Level.INFO, "This node has brought all it owned into the larger side");
                hosted.merging(false);
            }
            case MERGE_FAILED ->
                LOG.log(
                        Level.ERROR,
                        "This node could not join the larger side of its split cluster: what only it held is lost");
            default -> {}
        }
    }

    /**
     * One cell of two. Where they are the same, nothing changes. Both sides' messages to others are kept, those that
     * arrived on one side among them: their receivers know what they have. The merged cell is newer than either, so that
     * no copy of one of the two passes for one of it.
     *
     * <p>Of a type that cannot be merged, the newer is kept: a side that went on did so in a later term, and what the other
     * changed meanwhile nobody was told of.
     *
     * @param larger the larger side's, or {@code null}
     */
    static <S> Cell merged(ActorType<S, ?, ?, ?> type, Cell larger, Cell smaller, ActorId id) {
        if (larger == null) {
            return smaller;
        }
        if (larger.version() == smaller.version() && larger.mark() == smaller.mark()) {
            return larger;
        }
        if (type.merge().isEmpty()) {
            boolean keepSmaller = smaller.isNewerThan(larger);
            Cell kept = keepSmaller ? smaller : larger;
            Cell other = keepSmaller ? larger : smaller;
            LOG.log(
                    Level.WARNING,
                    "Actor " + id + " is not the same on both sides of a split: version " + kept.version()
                            + " of term " + kept.term() + " is kept, and the other's, " + other.version() + " of term "
                            + other.term() + ", is given up, since its type cannot be merged");
            return kept;
        }
        return new Cell(
                Math.max(larger.term(), smaller.term()),
                Math.max(larger.version(), smaller.version()) + 1,
                ThreadLocalRandom.current().nextLong(),
                union(type.merge().get(), larger.state(), smaller.state()),
                larger.outbox().union(smaller.outbox()),
                larger.inbox().union(smaller.inbox()));
    }

    @SuppressWarnings("unchecked") // a type's states come from that type alone
    private static <S> Object union(BinaryOperator<S> merge, Object larger, Object smaller) {
        return merge.apply((S) larger, (S) smaller);
    }
}
