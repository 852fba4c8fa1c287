package io.stockcluster.actors.chaos;

import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/** Faults by one seed after the other, until the time is over or something is not as it must be. */
final class Soak {

    private static final int HOSTS = 3;
    private static final int FAULTS_A_SEED = 4;

    private Soak() {}

    /** The minutes, and the first seed. */
    public static void main(String[] args) {
        long end =
                System.nanoTime() + Duration.ofMinutes(Long.parseLong(args[0])).toNanos();
        boolean cuts = Network.canBeCut();
        if (!cuts) {
            System.out.println("This process may make no network namespaces here: the network is not cut");
        }
        long seed = Long.parseLong(args[1]);
        do {
            if (failed(seed, cuts)) {
                System.out.println("Again by: bench/run soak --minutes 1 --seed " + seed);
                System.exit(1);
            }
            seed++;
        } while (System.nanoTime() - end < 0);
        System.exit(0);
    }

    private static boolean failed(long seed, boolean cuts) {
        Network network = cuts ? Network.namespaces(HOSTS) : Network.loopback(HOSTS);
        try (var cluster = Cluster.start(network, HOSTS, "soak-" + seed)) {
            List<Fault> faults = Fault.some(FAULTS_A_SEED, cuts, seed);
            System.out.println("seed " + seed + ": " + faults);
            List<String> violations = new Drill(cluster, network).violations("seed-" + seed, seed, faults);
            violations.forEach(violation -> System.out.println("  " + violation));
            return !violations.isEmpty();
        } catch (ConditionTimeoutException e) {
            System.out.println("  It did not get on: " + e.getMessage());
            return true;
        }
    }
}
