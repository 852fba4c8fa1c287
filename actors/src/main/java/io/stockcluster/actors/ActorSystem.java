package io.stockcluster.actors;

import io.stockcluster.actors.engine.Engine;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process's part in a cluster of actors: it hosts some of them, or only asks.
 *
 * <p>All nodes of a cluster are given the same types.
 */
public interface ActorSystem extends AutoCloseable {

    /**
     * Joins the cluster, or forms it.
     *
     * <p>When it returns, a host has joined and every class that travels is known to the cluster; it may still be
     * getting its share, as the {@linkplain #view view} tells. A node that only asks may have found no host yet.
     *
     * @throws IllegalArgumentException two types have one name, or of a class that travels no sample can be had
     * @throws IllegalStateException the cluster cannot be joined, and why
     */
    static ActorSystem start(ActorSystemConfig config, ActorType<?, ?, ?, ?>... types) {
        return Engine.start(config, List.of(types));
    }

    /**
     * The actor of that key. It need not have been written before; nothing is asked yet.
     *
     * @throws IllegalArgumentException the key is empty
     */
    <M, R> ActorRef<M, R> actor(ActorType<?, M, ?, R> type, String key);

    /**
     * The only actor of a singleton type.
     *
     * @throws IllegalArgumentException the type is no singleton
     */
    default <M, R> ActorRef<M, R> actor(ActorType<?, M, ?, R> singleton) {
        if (singleton.kind() != ActorType.Kind.SINGLETON) {
            throw new IllegalArgumentException("Actor type '" + singleton.name() + "' is no singleton: name a key");
        }
        return actor(singleton, ActorType.ONLY);
    }

    /**
     * Asks many actors the same, side by side, and waits for all replies. Made for questions: what actors of one host can
     * answer without a change is asked of that host at once, which costs a fraction of as many asks. All else, a message
     * that changes an actor too, is an {@link ActorRef#ask} of that actor alone. Each actor counts as one message under
     * way, some dozens at a time; the limit of an ask is that of all together.
     *
     * @return the replies by key, in the order of the keys
     * @throws ActorException the first actor's that does not answer; what others were asked may have happened
     */
    <M, R> Map<String, R> askEach(ActorType<?, M, ?, R> type, Collection<String> keys, M message);

    /** The cluster as this node sees it now. */
    ClusterView view();

    /**
     * Whether a message could be sent now: a host has joined and, after a split, brought everything into the larger side;
     * another node is connected to a host.
     */
    boolean reachable();

    /**
     * Whether this node's part can still do anything, whatever has become of the others. Where it cannot, only a new
     * process helps.
     */
    boolean works();

    /**
     * How many hosts make up the whole cluster, from now on and on every node of it. 0: the largest number seen so far.
     *
     * @throws ActorsUnreachable no host could be told, or not all may know
     */
    void expect(int size);

    /** Where every shard's copies are. A node that hosts none asks one that does; empty, where none can be reached. */
    Optional<ShardTable> shards();

    /**
     * Starts to hand over everything that this host owns or holds copies of; it takes nothing back until {@link
     * #undrain}, or until the process is started anew. Returns at once: the {@linkplain #view view} tells how far it is.
     * Asked again, it goes on.
     *
     * @throws DrainRefused there is no other host to hand over to; or others are drained or missing, and too few would
     *     remain
     * @throws ActorsUnreachable the others cannot be told now
     * @throws IllegalStateException this node hosts nothing
     */
    void drain();

    /** Starts to take a share again. */
    void undrain();

    /**
     * How shards move between the hosts, as this node has heard: the oldest host at once, the others a moment later.
     * Empty, as long as it has heard nothing.
     */
    Optional<MigrationLog> migrations();

    /** The actors that this host owns, by the names of their types; empty on a node that hosts none. */
    Map<String, Load> owned();

    /**
     * Where an actor is. Its owner is asked, but not the actor: it is not disturbed.
     *
     * @throws IllegalArgumentException there is no such type
     * @throws ActorsUnreachable nobody can tell now
     */
    Whereabouts find(ActorId actor);

    /**
     * Leaves the cluster in peace: what this node owns and holds copies of is handed over first, as far as that can be
     * done within the limit. Where it is the last that holds anything, those that are drained take their share again.
     */
    LeftBehind leave(Duration limit);

    /** Leaves without handing over. What others hold copies of goes on there. */
    @Override
    void close();
}
