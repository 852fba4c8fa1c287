package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ClusterView;
import io.stockcluster.actors.MigrationLog.Plan;
import io.stockcluster.actors.Observer;
import io.stockcluster.node.config.Settings;
import io.stockcluster.node.config.SettingsReader;
import io.stockcluster.node.config.Sources;
import io.stockcluster.node.config.Surroundings;
import io.stockcluster.node.stock.PotKey;
import io.stockcluster.node.stock.PotWrite;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How long a drain takes is foretold when a tenth of it is done, within a factor of two. It is timed, and so no test of
 * every build: who shares the machine with others has another pace at the end than at the beginning. {@code
 * -Ddrain.rounds=3} tries it so many times.
 */
@EnabledIfSystemProperty(named = "drain.rounds", matches = "\\d+")
class DrainForecastIT {

    private static final int ROUNDS = Integer.getInteger("drain.rounds", 1);
    private static final int POTS = 200_000;
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Duration OFTEN = Duration.ofMillis(5);

    private final List<ActorSystem> hosts = new ArrayList<>();

    @BeforeEach
    void start() {
        List<Integer> ports =
                IntStream.range(0, 3).mapToObj(i -> Api.freePort()).toList();
        for (int port : ports) {
            Settings settings = settings(port, ports);
            hosts.add(ActorTypes.of(settings).start(settings, Observer.NONE));
        }
        awaitSafe();
        ActorTypes types = ActorTypes.of(settings(ports.getFirst(), ports));
        IntStream.range(0, POTS).parallel().forEach(i -> {
            var pot = hosts.getFirst().actor(types.pots(), PotKey.of("Depot", "Tea-" + i));
            var piece = new PotWrite.Receive("0/1", BigDecimal.ONE, LocalDateTime.parse("2024-12-26T15:35:00"));
            await().pollDelay(Duration.ZERO).atMost(SOON).ignoreExceptions().until(() -> pot.ask(piece) != null);
        });
    }

    private static Settings settings(int port, List<Integer> ports) {
        var environment = Map.of(
                "NODE_ROLE",
                "actor",
                "NODE_NAME",
                "actor-" + port,
                "CLUSTER_NAME",
                "forecast-" + ports.getFirst(),
                "CLUSTER_PORT",
                "" + port,
                "CLUSTER_SEEDS",
                ports.stream().map(other -> "127.0.0.1:" + other).collect(Collectors.joining(",")),
                "CLUSTER_EXPECTED_SIZE",
                "3",
                "REPLICATION_FACTOR",
                "2");
        return SettingsReader.read(new Sources(Map.of(), environment, Map.of()), Surroundings.real())
                .settings()
                .orElseThrow();
    }

    private void awaitSafe() {
        await().atMost(SOON)
                .until(() -> hosts.stream()
                        .map(ActorSystem::view)
                        .allMatch(view -> view.members().size() == 3 && view.safe()));
    }

    @AfterEach
    void stop() {
        hosts.forEach(ActorSystem::close);
    }

    @Test
    void how_long_a_drain_takes_is_foretold_when_a_tenth_of_it_is_done() {
        ActorSystem leader = hosts.stream()
                .filter(host -> host.view().id().equals(host.view().oldest()))
                .findFirst()
                .orElseThrow();
        List<ActorSystem> others =
                hosts.stream().filter(host -> !host.equals(leader)).toList();
        for (int round = 0; round < ROUNDS; round++) {
            ActorSystem drained = others.get(round % others.size());

            foretells(leader, drained);

            drained.undrain();
            await().atMost(SOON).until(() -> drained.view().state() == ClusterView.State.ACTIVE);
            awaitSafe();
        }
    }

    private static void foretells(ActorSystem leader, ActorSystem drained) {
        var before = plan(leader).startedAt();
        drained.drain();
        Plan early = await().pollDelay(Duration.ZERO)
                .pollInterval(OFTEN)
                .atMost(SOON)
                .until(
                        () -> plan(leader),
                        plan -> !plan.startedAt().equals(before)
                                && plan.timeLeft().isPresent()
                                && plan.completed() * 10 >= plan.planned());
        long asked = System.nanoTime();
        await().pollDelay(Duration.ZERO)
                .pollInterval(OFTEN)
                .atMost(SOON)
                .until(() -> plan(leader).remaining() == 0);
        Duration took = Duration.ofNanos(System.nanoTime() - asked);

        assertThat(wholeSeconds(early.timeLeft().orElseThrow()))
                .as("what was left at %s, of which the end came after %s", early, took)
                .isBetween(wholeSeconds(took.dividedBy(2)), wholeSeconds(took.multipliedBy(2)));
    }

    /** As it is told, and as it was: a second that has begun counts. */
    private static long wholeSeconds(Duration time) {
        return Math.ceilDiv(time.toMillis(), 1_000);
    }

    private static Plan plan(ActorSystem system) {
        return system.migrations().orElseThrow().plan();
    }
}
