package io.stockcluster.actors.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Lets faults happen to a cluster under load. What they are aimed at is the crew's first account. */
final class Drill {

    /** Of a test's run; another one by {@code -Dchaos.seed=…}. */
    private static final long SEED = Long.getLong("chaos.seed", 1);

    private static final int SOME_ANSWERS = 300;

    private final Cluster cluster;

    /** Where there is one that can be cut. */
    private final Optional<Network.Cuttable> network;

    Drill(Cluster cluster, Network network) {
        this.cluster = cluster;
        this.network = network instanceof Network.Cuttable cuttable ? Optional.of(cuttable) : Optional.empty();
    }

    /** Fails the test where anything is not as it must be. */
    void nothingGoesWrongAt(String run, Fault... faults) {
        assertThat(violations(run, SEED, List.of(faults)))
                .as("%s with seed %d", run, SEED)
                .isEmpty();
    }

    /**
     * A crew works, the faults happen one after the other, and the ledger is held against the accounts.
     *
     * @param run names the accounts
     * @return what is not as it must be
     */
    List<String> violations(String run, long seed, List<Fault> faults) {
        try (var crew = Crew.start(cluster, run, seed)) {
            awaitAnswers(crew);
            for (Fault fault : faults) {
                happen(fault, crew);
                cluster.awaitSafe();
                awaitAnswers(crew);
            }
            crew.stop();
            List<String> violations = Audit.of(crew);
            System.out.println("chaos " + run + ", seed " + seed + ", " + faults + ": " + crew.ledger() + ", "
                    + violations.size() + " violations");
            return violations;
        }
    }

    private void happen(Fault fault, Crew crew) {
        var account = crew.accounts().getFirst();
        List<Integer> copies = cluster.copiesOf(Account.QUORUM, account.key());
        switch (fault) {
            case Fault.Kill(Fault.Role role) -> killed(role.among(copies), crew);
            case Fault.KillBothInARow() -> {
                killed(copies.getFirst(), crew);
                cluster.awaitSafe();
                killed(cluster.copiesOf(Account.QUORUM, account.key()).getFirst(), crew);
            }
            case Fault.Terminate(Fault.Role role) -> {
                int host = role.among(copies);
                cluster.host(host).terminate();
                awaitAnswers(crew);
                cluster.start(host);
            }
            case Fault.Freeze(Fault.Role role, Duration time) -> {
                int host = role.among(copies);
                cluster.freeze(host);
                pass(time);
                cluster.wake(host);
            }
            case Fault.KillWhileMoving(boolean source, Duration after) -> movingKilled(copies, source, after, crew);
            case Fault.CutOff(Fault.Role role, Duration time) -> {
                int host = role.among(copies);
                others(host).forEach(other -> cuttable().cut(host, other));
                healAfter(time);
            }
            case Fault.MuteOneWay(Fault.Role role, Duration time) -> {
                int host = role.among(copies);
                others(host).forEach(other -> cuttable().cutOneWay(host, other));
                healAfter(time);
            }
            case Fault.Broken(Fault.Role role, Duration time) -> {
                int host = role.among(copies);
                others(host).forEach(other -> cuttable().refuse(other, host));
                healAfter(time);
            }
            case Fault.CutBetween(Fault.Role one, Fault.Role other, Duration time) -> {
                cuttable().cut(one.among(copies), other.among(copies));
                healAfter(time);
            }
        }
    }

    private void killed(int host, Crew crew) {
        cluster.host(host).kill();
        awaitAnswers(crew);
        cluster.start(host);
    }

    private void movingKilled(List<Integer> copies, boolean source, Duration after, Crew crew) {
        int host = copies.get(1);
        cluster.host(host).kill();
        awaitAnswers(crew);
        cluster.start(host);
        pass(after);
        int victim = source ? copies.getFirst() : host;
        cluster.host(victim).kill();
        awaitAnswers(crew);
        cluster.start(victim);
    }

    private IntStream others(int host) {
        return IntStream.range(0, cluster.size()).filter(other -> other != host);
    }

    private Network.Cuttable cuttable() {
        return network.orElseThrow(() -> new IllegalStateException("This network cannot be cut"));
    }

    private void healAfter(Duration time) {
        pass(time);
        cuttable().heal();
    }

    /** The time is the fault's own: there is nothing to wait for. */
    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void awaitAnswers(Crew crew) {
        long before = crew.answers();
        await("askers get on").atMost(HostProcess.LIMIT).until(() -> crew.answers() > before + SOME_ANSWERS);
    }
}
