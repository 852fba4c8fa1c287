package io.stockcluster.actors.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorRef;
import io.stockcluster.actors.ActorSystem;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same as {@link FaultsIT} where hosts go on but cannot reach each other. */
class SplitIT {

    private static Network.Cuttable network;

    @AutoClose
    private static Cluster cluster;

    private static Drill drill;

    @BeforeAll
    static void start() {
        assumeTrue(Network.canBeCut(), "the network is only cut where network namespaces can be made");
        network = Network.namespaces(3);
        cluster = Cluster.start(network, 3, "split");
        drill = new Drill(cluster, network);
    }

    /** Whatever has failed, the next one starts with a whole network. */
    @AfterEach
    void heal() {
        network.heal();
    }

    @Test
    void the_owner_is_alone_on_its_side_and_comes_back() {
        drill.nothingGoesWrongAt("owner-cut-off", new Fault.CutOff(Fault.Role.OWNER, Duration.ofSeconds(12)));
    }

    @Test
    void the_owner_hears_the_others_and_they_do_not_hear_it_for_a_moment_and_for_longer() {
        drill.nothingGoesWrongAt(
                "one-way",
                new Fault.MuteOneWay(Fault.Role.OWNER, Duration.ofSeconds(3)),
                new Fault.MuteOneWay(Fault.Role.OWNER, Duration.ofSeconds(9)));
    }

    @Test
    void two_hosts_cannot_reach_each_other_and_the_third_reaches_both() {
        drill.nothingGoesWrongAt(
                "between-two", new Fault.CutBetween(Fault.Role.OWNER, Fault.Role.FIRST_COPY, Duration.ofSeconds(9)));
    }

    @Test
    void connections_to_the_owner_break_and_it_does_not_notice() {
        drill.nothingGoesWrongAt("broken", new Fault.Broken(Fault.Role.OWNER, Duration.ofSeconds(6)));
    }

    /** One of the others; nothing where this machine was too slow for it, and all is as before. */
    private static OptionalInt cutOffAndAsked(ActorSystem client, String id) {
        var copies = cluster.copiesOf(Account.EVENTUAL, "tea");
        int owner = copies.getFirst();
        copies.subList(1, 3).forEach(other -> network.cut(owner, other));
        try {
            tea(client).ask(new Account.Message.Write(id));
            return OptionalInt.of(copies.get(1));
        } catch (ActorException e) {
            network.heal();
            cluster.awaitSafe();
            return OptionalInt.empty();
        }
    }

    private static ActorRef<Account.Message, Account.Answer> tea(ActorSystem client) {
        return client.actor(Account.EVENTUAL, "tea");
    }

    private static void write(ActorSystem client, String id) {
        await().atMost(HostProcess.LIMIT)
                .ignoreExceptionsInstanceOf(ActorException.class)
                .until(() -> tea(client).ask(new Account.Message.Write(id)) != null);
    }

    @Test
    void what_both_sides_acknowledged_is_there_once() {
        try (var client = cluster.client("client")) {
            write(client, "before");
            cluster.awaitSafe();
            int other = await("the owner alone acknowledges something before its lease is over")
                    .atMost(Duration.ofMinutes(10))
                    .until(() -> cutOffAndAsked(client, "smaller"), OptionalInt::isPresent)
                    .getAsInt();
            await("the others go on without it")
                    .atMost(HostProcess.LIMIT)
                    .until(() -> !cluster.host(other)
                            .ask(Host.WRITE + " " + Account.EVENTUAL.name() + " tea larger")
                            .equals(Host.NONE));
            network.heal();
            cluster.awaitSafe();

            var state = ((Account.Statement) tea(client).ask(new Account.Message.WhatHappened())).state();
            assertThat(state.written().entries())
                    .extracting(entry -> entry.id())
                    .containsExactlyInAnyOrder("before", "smaller", "larger");
            assertThat(state.twice()).isEmpty();
        }
    }
}
