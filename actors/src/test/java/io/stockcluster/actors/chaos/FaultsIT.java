package io.stockcluster.actors.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Fifty writers, and a host of three that dies or freezes: what was acknowledged has happened once, what was refused has
 * not, what was sent has arrived once, and no answer is behind an earlier one.
 */
class FaultsIT {

    /** Another one by {@code -Dchaos.seed=…}. */
    private static final long SEED = Long.getLong("chaos.seed", 1);

    private static Network network;
    private static Cluster cluster;

    @BeforeAll
    static void start() {
        network = Network.loopback(3);
        cluster = Cluster.start(network, 3, "faults");
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static void nothingGoesWrongAt(String run, Fault... faults) {
        assertThat(new Drill(cluster, network).violations(run, SEED, List.of(faults)))
                .as("%s with seed %d", run, SEED)
                .isEmpty();
    }

    @Test
    void the_owner_is_killed() {
        nothingGoesWrongAt("owner-killed", new Fault.Kill(Fault.Role.OWNER));
    }

    @Test
    void a_copy_is_killed() {
        nothingGoesWrongAt("copy-killed", new Fault.Kill(Fault.Role.FIRST_COPY));
    }

    @Test
    void the_owner_is_killed_and_later_the_one_that_followed_it() {
        nothingGoesWrongAt("both-killed", new Fault.KillBothInARow());
    }

    @Test
    void the_owner_is_told_to_stop() {
        nothingGoesWrongAt("owner-terminated", new Fault.Terminate(Fault.Role.OWNER));
    }

    @Test
    void the_owner_is_frozen_until_the_others_have_long_gone_on_without_it() {
        nothingGoesWrongAt("owner-frozen", new Fault.Freeze(Fault.Role.OWNER, Duration.ofSeconds(15)));
    }

    @Test
    void the_owner_is_frozen_for_about_as_long_as_its_lease() {
        nothingGoesWrongAt(
                "owner-stutters",
                new Fault.Freeze(Fault.Role.OWNER, Duration.ofMillis(2_500)),
                new Fault.Freeze(Fault.Role.OWNER, Duration.ofMillis(3_300)));
    }

    @Test
    void a_host_is_killed_while_it_takes_its_share() {
        nothingGoesWrongAt("killed-joining", new Fault.KillWhileMoving(false, Duration.ofMillis(100)));
    }

    @Test
    void a_host_is_killed_while_it_hands_over() {
        nothingGoesWrongAt("killed-handing-over", new Fault.KillWhileMoving(true, Duration.ofMillis(300)));
    }
}
