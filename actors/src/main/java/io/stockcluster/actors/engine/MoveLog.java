package io.stockcluster.actors.engine;

import io.stockcluster.actors.ClusterView;
import io.stockcluster.actors.Load;
import io.stockcluster.actors.MigrationLog;
import io.stockcluster.actors.MigrationLog.Plan;
import io.stockcluster.actors.Move;
import io.stockcluster.actors.Move.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The moves of shards. The oldest host leads them and writes down what happens; every other node follows: it asks from
 * time to time what has changed, so that each of them can tell the whole, and go on writing when the leader is gone.
 *
 * <p>Each change has a number, by which a follower says what it knows already.
 */
final class MoveLog {

    static final int KEPT = 1_000;

    /** A move that is to be made. */
    record Planned(UUID id, int shard, int copy, Optional<String> from, String to) {}

    /** A move, and the number of its last change. */
    record Numbered(UUID id, long changed, Move move) {}

    /**
     * What a follower is told.
     *
     * @param leader who wrote it
     * @param changes the number of the last change
     * @param moves all that are not over, and those that were not over at the last time
     * @param idle the ids of hosts that are drained, or about to be: clients are not told when a member gives its data
     *     away
     * @param expected how many hosts make up the cluster
     */
    record News(
            String leader,
            long changes,
            Plan plan,
            List<Numbered> moves,
            Map<String, ClusterView.State> idle,
            int expected) {

        /** Nobody leads yet. */
        static final News NONE = new News("", 0, Plan.NONE, List.of(), Map.of(), 0);

        News withHosts(Map<String, ClusterView.State> idle, int expected) {
            return new News(leader, changes, plan, moves, idle, expected);
        }

        /** Short: Hazelcast writes answers that it cannot send any more into the log. */
        @Override
        public String toString() {
            return "News[leader=%s, changes=%d, moves=%d]".formatted(leader, changes, moves.size());
        }
    }

    /** What an attempt has in common with the next one. */
    private record Aim(int shard, int copy, String to) {
        static Aim of(Move move) {
            return new Aim(move.shard(), move.copy(), move.to());
        }
    }

    /** Pending and running. */
    private final Map<UUID, Numbered> current = new LinkedHashMap<>();

    /** Done and failed, the latest last. */
    private final LinkedHashMap<UUID, Numbered> past = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Numbered> eldest) {
            return size() > KEPT;
        }
    };

    private final Map<Aim, Integer> failures = new HashMap<>();

    private String leader = "";
    private long changes;
    private Plan plan = Plan.NONE;

    /** A plan replaces the one before: what that has not begun is in the new one, if it is still needed. */
    synchronized void plan(List<Planned> moves, Instant now) {
        current.values().removeIf(entry -> entry.move().status() == Status.PENDING);
        Map<Aim, Integer> attempts = Map.copyOf(failures);
        failures.clear();
        for (Planned planned : moves) {
            Aim aim = new Aim(planned.shard(), planned.copy(), planned.to());
            int failed = attempts.getOrDefault(aim, 0);
            if (failed > 0) {
                failures.put(aim, failed);
            }
            Move move = new Move(
                    planned.shard(),
                    planned.copy(),
                    planned.from(),
                    planned.to(),
                    Status.PENDING,
                    failed + 1,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            current.put(planned.id(), new Numbered(planned.id(), ++changes, move));
        }
        plan = new Plan(moves.size(), 0, 0, Optional.of(now), Optional.empty());
    }

    synchronized void started(UUID id, Optional<String> from, Instant now) {
        change(current, id, move -> move.started(from, now));
    }

    synchronized void done(UUID id, Instant now) {
        end(id, Status.DONE, Optional.empty(), now);
    }

    synchronized void failed(UUID id, String why, Instant now) {
        end(id, Status.FAILED, Optional.of(why), now);
    }

    private void end(UUID id, Status end, Optional<String> why, Instant now) {
        Numbered entry = current.remove(id);
        if (entry == null) {
            return;
        }
        Move move = entry.move().ended(end, why, now);
        past.put(id, new Numbered(id, ++changes, move));
        boolean done = end == Status.DONE;
        if (done) {
            failures.remove(Aim.of(move));
        } else {
            failures.merge(Aim.of(move), 1, Integer::sum);
        }
        plan = new Plan(
                plan.planned(),
                plan.completed() + (done ? 1 : 0),
                plan.failed() + (done ? 0 : 1),
                plan.startedAt(),
                Optional.empty());
    }

    /** What a move brought: known to who received it, who tells it sooner or later than the move is over. */
    synchronized void carried(UUID id, Load load) {
        change(current.containsKey(id) ? current : past, id, move -> move.carrying(load));
    }

    private void change(Map<UUID, Numbered> moves, UUID id, UnaryOperator<Move> change) {
        moves.computeIfPresent(id, (same, entry) -> new Numbered(id, ++changes, change.apply(entry.move())));
    }

    /** Nothing moves any more: what was planned and has not been begun is not needed. */
    synchronized void settled(Instant now) {
        if (plan.remaining() == 0 && current.isEmpty()) {
            return;
        }
        List.copyOf(current.values()).stream()
                .filter(entry -> entry.move().status() == Status.RUNNING)
                .forEach(entry -> failed(entry.id(), "It was given up", now));
        forgetPending();
    }

    /** This node leads from now on; what another has led is over. */
    synchronized void lead(String self, Instant now) {
        if (leader.equals(self)) {
            return;
        }
        leader = self;
        recall();
        List.copyOf(current.values()).stream()
                .filter(entry -> entry.move().status() == Status.RUNNING)
                .forEach(entry -> failed(entry.id(), "The node that led the plan is gone", now));
        forgetPending();
    }

    /** What has failed under the last leader, who alone counted it: attempts go on from there. */
    private void recall() {
        failures.clear();
        for (Numbered entry : past.values()) {
            Move move = entry.move();
            if (move.status() == Status.FAILED) {
                failures.put(Aim.of(move), move.attempt());
            } else {
                failures.remove(Aim.of(move));
            }
        }
    }

    private void forgetPending() {
        current.clear();
        changes++;
        plan = new Plan(
                plan.completed() + plan.failed(), plan.completed(), plan.failed(), plan.startedAt(), Optional.empty());
    }

    /** What has changed for who knows so many changes of this leader. */
    synchronized News since(String knownLeader, long known, Instant now) {
        boolean knows = knownLeader.equals(leader);
        List<Numbered> news = new ArrayList<>(current.values());
        past.values().stream()
                .filter(entry -> !knows || entry.changed() > known)
                .forEach(news::add);
        return new News(leader, changes, planAt(now), news, Map.of(), 0);
    }

    /** A new leader tells all it knows, and that is what counts: of the last one it may have heard less than this node. */
    synchronized void follow(News news) {
        if (!leader.equals(news.leader())) {
            past.clear();
        }
        leader = news.leader();
        changes = news.changes();
        plan = news.plan();
        current.clear();
        for (Numbered entry : news.moves()) {
            (entry.move().over() ? past : current).put(entry.id(), entry);
        }
    }

    synchronized int remaining() {
        return plan.remaining();
    }

    synchronized String leader() {
        return leader;
    }

    synchronized long changes() {
        return changes;
    }

    /** Nothing, as long as nobody has led. */
    synchronized Optional<MigrationLog> view(String self, Instant now) {
        if (leader.isEmpty()) {
            return Optional.empty();
        }
        List<Move> moves = new ArrayList<>(current.size() + past.size());
        current.values().stream()
                .map(Numbered::move)
                .sorted(Comparator.comparing(Move::status).reversed())
                .forEach(moves::add);
        past.sequencedValues().reversed().forEach(entry -> moves.add(entry.move()));
        return Optional.of(new MigrationLog(leader.equals(self) ? planAt(now) : plan, moves));
    }

    /**
     * The time left by the pace so far, where a move that runs counts as half done: many run at a time, and the first
     * are over together.
     */
    private Plan planAt(Instant now) {
        if (plan.remaining() == 0) {
            return plan;
        }
        long running = current.values().stream()
                .filter(entry -> entry.move().status() == Status.RUNNING)
                .count();
        double behind = plan.completed() + running / 2.0;
        if (plan.completed() == 0 || plan.startedAt().isEmpty()) {
            return plan;
        }
        double ahead = plan.remaining() - running / 2.0;
        double elapsed = Duration.between(plan.startedAt().get(), now).toMillis();
        long left = Math.max(0, Math.round(elapsed * ahead / behind));
        return new Plan(
                plan.planned(),
                plan.completed(),
                plan.failed(),
                plan.startedAt(),
                Optional.of(Duration.ofMillis(left)));
    }
}
