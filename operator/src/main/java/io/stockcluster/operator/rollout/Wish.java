package io.stockcluster.operator.rollout;

import java.time.Duration;
import java.util.Optional;

/**
 * What the spec asks for, as far as it is about taking and adding actor nodes.
 *
 * @param copies of each pot
 * @param paused nothing is to be changed
 * @param manual nothing is to be done that nobody has approved
 * @param approved the hash of the plan that somebody approved
 * @param rollsBack a revision that does not start is given up for the last one that did
 * @param windows when nodes may be taken that could as well go on
 * @param drainWithin how long a node may take to hand over before that is told
 * @param startWithin how long a node may take to become ready before the roll counts as stuck
 */
public record Wish(
        int replicas,
        CopyCount copies,
        boolean paused,
        boolean manual,
        Optional<String> approved,
        boolean rollsBack,
        Windows windows,
        Duration drainWithin,
        Duration startWithin) {

    /**
     * How many more than these there must be while one is away, so that writes are still answered: enough for the copies
     * that a write waits for, and for a majority.
     */
    int surge(int nodes) {
        int more = 0;
        while (!Majority.staysWithoutOne(nodes + more, nodes + more) || nodes + more - 1 < copies.awaited()) {
            more++;
        }
        return more;
    }
}
