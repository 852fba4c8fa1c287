package io.stockcluster.actors.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** An owner that is cut off: what it still answers to those who reach it. */
class StaleOwnerIT {

    private static Network.Cuttable network;

    @AutoClose
    private static Cluster cluster;

    private String account;
    private HostProcess owner;
    private HostProcess follower;

    @BeforeAll
    static void start() {
        assumeTrue(Network.canBeCut(), "the network is only cut where network namespaces can be made");
        network = Network.namespaces(3);
        cluster = Cluster.start(network, 3, "stale-owner");
    }

    @BeforeEach
    void open(TestInfo test) {
        account = test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void mend() {
        network.heal();
        cluster.startMissing();
        cluster.awaitSafe();
    }

    private List<Integer> copies() {
        List<Integer> copies = cluster.copiesOf(Account.QUORUM, account);
        owner = cluster.host(copies.getFirst());
        follower = cluster.host(copies.get(1));
        return copies;
    }

    private String written(HostProcess asker, String id) {
        var answer = new String[1];
        await().atMost(HostProcess.LIMIT).pollDelay(Duration.ZERO).until(() -> {
            answer[0] = asker.ask(Host.WRITE + " " + Account.QUORUM.name() + " " + account + " " + id);
            return !answer[0].equals(Host.NONE);
        });
        return answer[0];
    }

    private String read(HostProcess asker) {
        return asker.ask(Host.READ + " " + Account.QUORUM.name() + " " + account);
    }

    @Test
    void an_owner_that_the_others_have_given_up_by_broken_connections_answers_no_read() {
        List<Integer> copies = copies();
        assertThat(written(owner, "before")).isEqualTo("1");

        copies.subList(1, 3).forEach(other -> network.refuse(other, copies.getFirst()));
        assertThat(written(follower, "meanwhile")).isEqualTo("2");

        assertThat(read(owner)).as("the others are at version 2").isIn(Host.NONE, "2");
    }

    @Test
    void nobody_reads_what_may_still_be_lost() {
        List<Integer> copies = copies();
        assertThat(written(owner, "before")).isEqualTo("1");

        try (var client = cluster.client("client")) {
            copies.subList(1, 3).forEach(other -> network.cut(other, copies.getFirst()));
            var answer =
                    client.actor(Account.QUORUM, account).askAsync(new Account.Message.WriteOnce("nobody hears of it"));
            List<String> seen = IntStream.range(0, 3).mapToObj(i -> read(owner)).toList();
            owner.kill();
            assertThat(answer).failsWithin(HostProcess.LIMIT);

            assertThat(readOnceAnswered(follower)).isEqualTo("1");
            assertThat(seen).as("the owner alone was at version 2").doesNotContain("2");
        }
    }

    @Test
    void nobody_reads_what_got_lost_with_a_connection_that_is_back() {
        List<Integer> copies = copies();
        assertThat(written(owner, "before")).isEqualTo("1");

        try (var client = cluster.client("client")) {
            copies.subList(1, 3).forEach(other -> network.refuse(copies.getFirst(), other));
            var answer =
                    client.actor(Account.QUORUM, account).askAsync(new Account.Message.WriteOnce("nobody hears of it"));
            network.heal();
            await("the write is answered, or given up")
                    .atMost(HostProcess.LIMIT)
                    .until(answer::isDone);
            String seen = read(owner);
            owner.kill();

            assertThat(Long.parseLong(readOnceAnswered(follower)))
                    .as("the old owner had told its version %s", seen)
                    .isGreaterThanOrEqualTo(seen.equals(Host.NONE) ? 1 : Long.parseLong(seen));
        }
    }

    private String readOnceAnswered(HostProcess asker) {
        var answer = new String[1];
        await().atMost(HostProcess.LIMIT).pollDelay(Duration.ZERO).until(() -> {
            answer[0] = read(asker);
            return !answer[0].equals(Host.NONE);
        });
        return answer[0];
    }
}
