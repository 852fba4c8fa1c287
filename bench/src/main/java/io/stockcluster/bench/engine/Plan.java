package io.stockcluster.bench.engine;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds of each measurement
 * @param round how long one takes
 * @param warmUp how long each kind of call is made before the first round
 * @param crowd the actors of "many actors"
 * @param kills servers killed
 * @param freezes servers frozen
 * @param heapMegabytes of each server: the crowd's copies must fit
 * @param limit after which the whole run is given up
 */
record Plan(
        int rounds,
        Duration round,
        Duration warmUp,
        int crowd,
        int kills,
        int freezes,
        int heapMegabytes,
        Duration limit) {

    static Plan full() {
        return new Plan(
                5, Duration.ofSeconds(4), Duration.ofSeconds(10), 1_000_000, 20, 5, 512, Duration.ofMinutes(40));
    }

    static Plan quick() {
        return new Plan(3, Duration.ofMillis(700), Duration.ofSeconds(2), 100_000, 2, 1, 384, Duration.ofMinutes(5));
    }

    String heap() {
        return heapMegabytes + "m";
    }
}
