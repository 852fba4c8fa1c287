package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.internal.partition.InternalPartitionService;
import com.hazelcast.internal.partition.MigrationInfo;
import com.hazelcast.internal.partition.PartitionReplica;
import com.hazelcast.internal.partition.impl.MigrationInterceptor;
import com.hazelcast.spi.impl.NodeEngine;
import io.stockcluster.actors.Load;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Hears of each move from Hazelcast itself, which asks its interceptor before and after: on the oldest member, which
 * leads, and on the one that receives. The public listeners are not told of a move's start, nor of what is planned.
 *
 * <p>It is called in the middle of moving: nothing here may wait, and nothing that goes wrong may get out.
 */
final class MoveEvents implements MigrationInterceptor, HazelcastInstanceAware {

    private static final Logger LOG = System.getLogger(MoveEvents.class.getName());

    /** Tells the leader what a move brought. */
    interface Carried {
        void tell(Address leader, UUID move, Load load);
    }

    private final MoveLog log;
    private final InstantSource clock;
    private volatile NodeEngine engine;
    private volatile Contents contents;
    private volatile Carried carried = (leader, move, load) -> {};

    /** Only the thread that starts moves uses it. */
    private Object task;

    MoveEvents(MoveLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Called before the member joins, so that no move is missed. */
    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        engine = ((HazelcastInstanceImpl) instance).node.getNodeEngine();
    }

    /** From now on it is told, too, what moves bring. */
    void open(Contents contents, Carried carried) {
        this.contents = contents;
        this.carried = carried;
    }

    @Override
    public void onMigrationStart(MigrationParticipant participant, MigrationInfo move) {
        if (participant == MigrationParticipant.MASTER) {
            safely(() -> started(move));
        }
    }

    private void started(MigrationInfo move) {
        Optional<PlannedMoves.Plan> plan = PlannedMoves.ofThisThread();
        plan.filter(one -> !one.task().equals(task)).ifPresent(fresh -> {
            task = fresh.task();
            List<MoveLog.Planned> planned = Stream.concat(Stream.of(move), fresh.rest().stream())
                    .map(this::planned)
                    .toList();
            // Only who leads gets here, and maybe before anything else has told that it does.
            log.lead(engine.getLocalMember().getUuid().toString(), clock.instant());
            log.plan(planned, clock.instant());
        });
        log.started(move.getUid(), sender(move), clock.instant());
    }

    private MoveLog.Planned planned(MigrationInfo move) {
        return new MoveLog.Planned(
                move.getUid(),
                move.getPartitionId(),
                move.getDestinationNewReplicaIndex(),
                sender(move),
                name(move.getDestination()));
    }

    /** A copy that is new, and takes nobody's place, comes from the owner. */
    private Optional<String> sender(MigrationInfo move) {
        var table = (InternalPartitionService) engine.getPartitionService();
        return Optional.ofNullable(move.getSource())
                .or(() -> Optional.ofNullable(
                        table.getPartition(move.getPartitionId(), false).getReplica(0)))
                .map(this::name);
    }

    private String name(PartitionReplica replica) {
        Member member = engine.getClusterService().getMember(replica.uuid());
        return member == null ? replica.uuid().toString() : String.valueOf(member.getAttribute(Settings.NODE));
    }

    @Override
    public void onMigrationCommit(MigrationParticipant participant, MigrationInfo move) {
        if (participant == MigrationParticipant.MASTER) {
            safely(() -> log.done(move.getUid(), clock.instant()));
        }
    }

    @Override
    public void onMigrationRollback(MigrationParticipant participant, MigrationInfo move) {
        if (participant == MigrationParticipant.MASTER) {
            safely(() -> log.failed(move.getUid(), why(move), clock.instant()));
        }
    }

    /** Hazelcast does not hand over the reason: it is in the logs of those who took part. */
    private String why(MigrationInfo move) {
        if (gone(move.getDestination())) {
            return name(move.getDestination()) + " left before it had received everything";
        }
        if (move.getSource() != null && gone(move.getSource())) {
            return name(move.getSource()) + " left before it had sent everything";
        }
        return "It broke off between " + sender(move).orElse("its owner") + " and " + name(move.getDestination())
                + ": their logs say why";
    }

    private boolean gone(PartitionReplica replica) {
        return engine.getClusterService().getMember(replica.address(), replica.uuid()) == null;
    }

    /** On the shard's thread of the node that received it. */
    @Override
    public void onMigrationComplete(MigrationParticipant participant, MigrationInfo move, boolean success) {
        Contents here = contents;
        if (participant == MigrationParticipant.DESTINATION && success && here != null) {
            safely(() -> carried.tell(move.getMaster(), move.getUid(), here.of(move.getPartitionId())));
        }
    }

    private static void safely(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "A move of a shard is missing in the log of moves", e);
        }
    }
}
