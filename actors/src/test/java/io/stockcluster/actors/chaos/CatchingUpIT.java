package io.stockcluster.actors.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorSystem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host that was away gets everything, however much it missed. */
class CatchingUpIT {

    private static final int ACCOUNTS = 100_000;
    private static final int MISSED = 1_500;
    private static final int IN_FLIGHT = 256;

    @AutoClose
    private Cluster cluster;

    @BeforeEach
    void start() {
        cluster = Cluster.start(Network.loopback(3), 3, "catching-up");
    }

    /** Known by its id, so it is asked again where this machine was too slow for an answer. */
    private static void write(ActorSystem client, String key, String id) {
        var account = client.actor(Account.QUORUM, key).within(HostProcess.LIMIT);
        var write = new Account.Message.Write(id);
        try {
            account.ask(write);
        } catch (ActorException e) {
            await().atMost(HostProcess.LIMIT)
                    .ignoreExceptionsInstanceOf(ActorException.class)
                    .until(() -> account.ask(write) != null);
        }
    }

    /** One write to each account. */
    private static void write(ActorSystem client, int accounts) {
        var next = new AtomicInteger();
        List<Thread> writers = IntStream.range(0, IN_FLIGHT)
                .mapToObj(writer -> Thread.startVirtualThread(() -> {
                    for (int i = next.getAndIncrement(); i < accounts; i = next.getAndIncrement()) {
                        write(client, "account " + i, "first");
                    }
                }))
                .toList();
        await().atMost(Duration.ofMinutes(10)).until(() -> writers.stream().noneMatch(Thread::isAlive));
        assertThat(next.get()).as("accounts written").isGreaterThanOrEqualTo(accounts);
    }

    private static Account.State state(ActorSystem client, String key) {
        var told = new Account.Statement[1];
        await().atMost(HostProcess.LIMIT)
                .ignoreExceptionsInstanceOf(ActorException.class)
                .until(() -> {
                    var asked = client.actor(Account.QUORUM, key);
                    told[0] = (Account.Statement) asked.ask(new Account.Message.WhatHappened());
                    return true;
                });
        return told[0].state();
    }

    @Test
    void a_host_that_missed_many_writes_among_many_actors_holds_what_the_others_hold() {
        try (var client = cluster.client("client")) {
            write(client, ACCOUNTS);
            cluster.host(2).kill();
            for (int i = 0; i < MISSED; i++) {
                write(client, "hot", "missed " + i);
            }

            cluster.start(2);
            cluster.awaitSafe();

            await("all three hold the same").atMost(HostProcess.LIMIT).untilAsserted(() -> {
                var held = cluster.held(Account.QUORUM);
                assertThat(held.get(2)).isEqualTo(held.get(0)).isEqualTo(held.get(1));
            });
            cluster.host(0).kill();
            assertThat(state(client, "hot").written().size()).isEqualTo(MISSED);
            assertThat(state(client, "account " + (ACCOUNTS - 1)).written().size())
                    .isEqualTo(1);
        }
    }
}
