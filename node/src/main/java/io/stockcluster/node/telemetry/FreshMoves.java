package io.stockcluster.node.telemetry;

import io.stockcluster.actors.Move;
import io.stockcluster.actors.Move.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which moves a node is to count, of those that are over since it looked last. Each is counted once in the cluster: one
 * that is done by the node that received it, one that failed by the node that leads the moves, since its receiver may
 * be gone. Used by one thread at a time.
 */
final class FreshMoves {

    /** A move as such: the same one is found at each look, until the log has forgotten it. */
    private record Seen(int shard, int copy, Instant startedAt) {}

    /** What a move brought may be told a moment after its end. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(1);

    private final String node;
    private final Instant born;
    private Set<Seen> seen = Set.of();

    /**
     * For that node.
     *
     * @param born what moved before went to an earlier process of this name
     */
    FreshMoves(String node, Instant born) {
        this.node = node;
        this.born = born;
    }

    /**
     * Those to be counted now.
     *
     * @param log all moves that are remembered
     * @param leads whether this node leads the moves. What it has seen fail before it did, another has counted
     */
    List<Move> of(List<Move> log, boolean leads, Instant now) {
        Set<Seen> found = new HashSet<>();
        List<Move> fresh = new ArrayList<>();
        for (Move move : log) {
            if (!told(move, now)) {
                continue;
            }
            Seen one = new Seen(move.shard(), move.copy(), move.startedAt().orElseThrow());
            if (found.add(one) && !seen.contains(one) && mine(move, leads)) {
                fresh.add(move);
            }
        }
        seen = found;
        return fresh;
    }

    /** Whether nothing more will be heard of it. */
    private static boolean told(Move move, Instant now) {
        return move.over()
                && move.startedAt().isPresent()
                && (move.status() == Status.FAILED
                        || move.load().isPresent()
                        || move.startedAt().get().isBefore(now.minus(AFTERWARDS)));
    }

    private boolean mine(Move move, boolean leads) {
        return move.status() == Status.FAILED
                ? leads
                : move.to().equals(node) && move.startedAt().orElseThrow().isAfter(born);
    }
}
