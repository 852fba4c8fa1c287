package io.stockcluster.actors.chaos;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Fifty writers, and a host of three that dies or freezes: what was acknowledged has happened once, what was refused has
 * not, what was sent has arrived once, and no answer is behind an earlier one.
 */
class FaultsIT {

    @AutoClose
    private static Cluster cluster;

    private static Drill drill;

    @BeforeAll
    static void start() {
        Network network = Network.loopback(3);
        cluster = Cluster.start(network, 3, "faults");
        drill = new Drill(cluster, network);
    }

    @Test
    void the_owner_is_killed() {
        drill.nothingGoesWrongAt("owner-killed", new Fault.Kill(Fault.Role.OWNER));
    }

    @Test
    void a_copy_is_killed() {
        drill.nothingGoesWrongAt("copy-killed", new Fault.Kill(Fault.Role.FIRST_COPY));
    }

    @Test
    void the_owner_is_killed_and_later_the_one_that_followed_it() {
        drill.nothingGoesWrongAt("both-killed", new Fault.KillBothInARow());
    }

    @Test
    void the_owner_is_told_to_stop() {
        drill.nothingGoesWrongAt("owner-terminated", new Fault.Terminate(Fault.Role.OWNER));
    }

    @Test
    void the_owner_is_frozen_until_the_others_have_long_gone_on_without_it() {
        drill.nothingGoesWrongAt("owner-frozen", new Fault.Freeze(Fault.Role.OWNER, Duration.ofSeconds(15)));
    }

    @Test
    void the_owner_is_frozen_for_about_as_long_as_its_lease() {
        drill.nothingGoesWrongAt(
                "owner-stutters",
                new Fault.Freeze(Fault.Role.OWNER, Duration.ofMillis(2_500)),
                new Fault.Freeze(Fault.Role.OWNER, Duration.ofMillis(3_300)));
    }

    @Test
    void a_host_is_killed_while_it_takes_its_share() {
        drill.nothingGoesWrongAt("killed-joining", new Fault.KillWhileMoving(false, Duration.ofMillis(100)));
    }

    @Test
    void a_host_is_killed_while_it_hands_over() {
        drill.nothingGoesWrongAt("killed-handing-over", new Fault.KillWhileMoving(true, Duration.ofMillis(300)));
    }
}
