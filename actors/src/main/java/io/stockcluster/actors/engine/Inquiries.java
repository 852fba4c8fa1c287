package io.stockcluster.actors.engine;

import com.hazelcast.client.HazelcastClientNotActiveException;
import com.hazelcast.client.HazelcastClientOfflineException;
import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorsUnreachable;
import io.stockcluster.actors.Load;
import io.stockcluster.actors.ShardTable;
import io.stockcluster.actors.Whereabouts;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a node asks the hosts beside messages to actors: where something is, and what moves. */
final class Inquiries {

    /** Where hosts answer. */
    static final String EXECUTOR = "actors-lookout";

    private static final long PATIENCE_SECONDS = 2;

    /** An actor may move while it is looked for. */
    private static final int TRIES = 4;

    private static final long PAUSE_MILLIS = 100;

    private static final Logger LOG = System.getLogger(Inquiries.class.getName());

    private static final ExecutionCallback<Boolean> NOTED = new ExecutionCallback<>() {
        @Override
        public void onResponse(Boolean noted) {
            // It is in the leader's log of moves now.
        }

        @Override
        public void onFailure(Throwable failure) {
            LOG.log(Level.DEBUG, "What a move has brought will be missing in the log of moves", failure);
        }
    };

    private final HazelcastInstance instance;

    Inquiries(HazelcastInstance instance) {
        this.instance = instance;
    }

    /** Those of a host. What tells of moves must not wait for the executor, as whoever asks for it first does. */
    static Inquiries ofHost(HazelcastInstance member) {
        var inquiries = new Inquiries(member);
        inquiries.hosts();
        return inquiries;
    }

    private IExecutorService hosts() {
        return instance.getExecutorService(EXECUTOR);
    }

    /** The host that leads the moves. */
    private Optional<Member> oldest() {
        return instance.getCluster().getMembers().stream().findFirst();
    }

    /** The news of the host that leads; nothing, where it does not answer. */
    Optional<MoveLog.News> moved(MoveLog log) {
        return oldest().flatMap(host -> ask(new WhatMoved(log.leader(), log.changes()), host));
    }

    /** Whether the host that leads is about to relieve that one of all that it has; nothing, where it does not answer. */
    Optional<Boolean> isRelieved(UUID host) {
        return oldest().flatMap(leader -> ask(new IsRelieved(host), leader));
    }

    /** Tells the host that leads that this one keeps its share; whether it does, and nothing where there is no answer. */
    Optional<Boolean> keeps(UUID host) {
        return oldest().flatMap(leader -> ask(new Keeps(host), leader));
    }

    /** The table of the first host that tells it. */
    Optional<ShardTable> table() {
        try {
            return instance.getCluster().getMembers().stream()
                    .map(host -> ask(new WhoHolds(), host))
                    .flatMap(Optional::stream)
                    .filter(table -> !table.shards().isEmpty())
                    .findFirst();
        } catch (HazelcastClientOfflineException | HazelcastClientNotActiveException e) {
            return Optional.empty();
        }
    }

    /**
     * Where the actor is.
     *
     * @throws ActorsUnreachable nobody can tell
     */
    Whereabouts find(ActorId id) {
        try {
            for (int tries = 0; tries < TRIES; tries++) {
                Member owner =
                        instance.getPartitionService().getPartition(id.key()).getOwner();
                Optional<WhereIs.Found> found = owner == null
                        ? Optional.empty()
                        : ask(new WhereIs(id.type(), id.key()), owner)
                                .filter(one -> !one.copies().isEmpty());
                if (found.isPresent()) {
                    WhereIs.Found actor = found.get();
                    return new Whereabouts(
                            id, actor.shard(), actor.copies(), actor.version(), actor.loaded(), actor.bytes());
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (HazelcastClientOfflineException
                | HazelcastClientNotActiveException
                | HazelcastInstanceNotActiveException e) {
            throw new ActorsUnreachable("No node that hosts actors can be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ActorsUnreachable("Looking for actor " + id + " was interrupted", e);
        }
        throw new ActorsUnreachable("The owner of actor " + id + " does not tell where it is", null);
    }

    /** Says what a move has brought, and does not wait until that has arrived. */
    void carried(Address leader, UUID move, Load load) {
        instance.getCluster().getMembers().stream()
                .filter(host -> host.getAddress().equals(leader))
                .forEach(host -> hosts().submitToMember(new Carrying(move, load), host, NOTED));
    }

    /** Nothing, where it does not answer: it may be about to leave, or older than the question. */
    private <T> Optional<T> ask(Callable<T> question, Member host) {
        try {
            return Optional.of(hosts().submitToMember(question, host).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException
                | TimeoutException
                | RejectedExecutionException
                | HazelcastInstanceNotActiveException
                | HazelcastClientOfflineException
                | HazelcastClientNotActiveException e) {
            return Optional.empty();
        } catch (HazelcastSerializationException e) {
            if (e.getCause() instanceof HazelcastClientOfflineException) {
                // The question's fields could not be made known to anybody.
                return Optional.empty();
            }
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
