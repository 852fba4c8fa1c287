package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.stockcluster.operator.leader.Leadership;
import io.stockcluster.operator.metrics.OperatorMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several operators on a real API server, and an API server that is gone for a while. */
@ExtendWith(OnKubernetes.class)
class TurnsIT {

    /** As in production, but for machines that stand still for seconds: only who is cut off is to lose its turn. */
    private static final Leadership.Timing QUICK =
            new Leadership.Timing(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(1));

    /** Thirty pods that cannot run, each of which Kubernetes tells of in its own time. */
    private static final Duration AT_REST = Duration.ofMinutes(8);

    private final List<Candidate> candidates = new ArrayList<>();
    private RealKubernetes kubernetes;
    private Shop shop;

    @BeforeEach
    void openShop(RealKubernetes kubernetes) {
        this.kubernetes = kubernetes;
        this.shop = Shop.open(kubernetes);
    }

    @AfterEach
    void stop() {
        candidates.forEach(Candidate::close);
        shop.deleteEverything();
    }

    @Test
    void ofTwoOperatorsOneActsAndTheOtherTakesOverAsSoonAsItStops() {
        Candidate first = candidate("first");
        await().atMost(Shop.PATIENCE).until(first.duty::isRunning);
        Candidate second = candidate("second");
        await().atMost(Shop.PATIENCE).until(second.leadership::isInTouch);
        assertThat(second.duty.isRunning()).isFalse();

        long stopped = System.nanoTime();
        first.close();
        await().atMost(Shop.PATIENCE).until(second.leadership::isHeld);

        assertThat(Duration.ofNanos(System.nanoTime() - stopped))
                .as("the Lease was given back, and did not have to run out")
                .isLessThan(QUICK.lease());
        shop.apply("demo", "{}");
        awaitSets("demo");
        assertThat(first.writes).isEmpty();
        assertThat(second.writes).isNotEmpty();
    }

    @Test
    void aLeaderThatIsCutOffIsNoneBeforeAnotherBeginsAndWritesNothingWhenItComesBack() {
        Candidate first = candidate("first");
        await().atMost(Shop.PATIENCE).until(first.duty::isRunning);
        Candidate second = candidate("second");
        await().atMost(Shop.PATIENCE).until(second.leadership::isInTouch);

        first.wire.cut();
        await().atMost(Shop.PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            // In this order: whoever is cut off does not begin again, however long it is between the two looks.
            boolean other = second.leadership.isHeld();
            boolean one = first.leadership.isHeld();
            assertThat(one && other).as("both at once").isFalse();
            return other;
        });
        first.wire.mend();
        await().atMost(Shop.PATIENCE).until(first.leadership::isInTouch);
        first.writes.clear();
        shop.apply("demo", "{}");
        awaitSets("demo");

        assertThat(first.leadership.isHeld()).isFalse();
        assertThat(first.duty.isRunning()).isFalse();
        assertThat(first.writes).isEmpty();
    }

    @Test
    void whenTheApiServerWasGoneForAWhileTheOperatorGoesOnByItself() {
        Candidate only = candidate("only");
        await().atMost(Shop.PATIENCE).until(only.duty::isRunning);
        shop.apply("demo", "{}");
        awaitSets("demo");

        only.wire.cut();
        await().atMost(Shop.PATIENCE).until(() -> !only.duty.isRunning());
        shop.apply("demo", "{http: {replicas: 5}}");
        shop.apply("later", "{}");
        only.wire.mend();

        awaitSets("later");
        await().atMost(Shop.PATIENCE)
                .untilAsserted(() -> assertThat(shop.get(StatefulSet.class, "demo-http")
                                .getSpec()
                                .getReplicas())
                        .isEqualTo(5));
        await().atMost(Shop.PATIENCE).until(only.duty::isWell);
    }

    @Test
    void somebodyWhoKeepsChangingTheSameThingDoesNotHaveTheLastWord() {
        Candidate only = candidate("only");
        await().atMost(Shop.PATIENCE).until(only.duty::isRunning);
        shop.apply("demo", "{}");
        awaitSets("demo");

        for (int replicas = 3; replicas < 18; replicas++) {
            kubernetes
                    .admin()
                    .apps()
                    .statefulSets()
                    .inNamespace(shop.namespace())
                    .withName("demo-http")
                    .scale(replicas);
        }

        await().during(Duration.ofSeconds(3))
                .atMost(Shop.PATIENCE)
                .untilAsserted(() -> assertThat(shop.get(StatefulSet.class, "demo-http")
                                .getSpec()
                                .getReplicas())
                        .isEqualTo(2));
    }

    /** It should never happen; if it does, for a moment, it must do no harm. */
    @Test
    void twoOperatorsThatBothActMakeEachSecretOnceAndComeToRest() {
        List<String> writes = new CopyOnWriteArrayList<>();
        List<String> names = IntStream.range(0, 6).mapToObj(i -> "demo-" + i).toList();
        try (KubernetesClient one = kubernetes.operator(writes);
                KubernetesClient other = kubernetes.operator(writes);
                OperatorProcess first =
                        OperatorProcess.start(one, Set.of(shop.namespace()), Optional.of("stock-node:none"));
                OperatorProcess second =
                        OperatorProcess.start(other, Set.of(shop.namespace()), Optional.of("stock-node:none"))) {
            names.forEach(name -> shop.apply(name, "{}"));
            names.forEach(this::awaitSets);
            await().atMost(Shop.PATIENCE)
                    .untilAsserted(() -> assertThat(shop.names(Secret.class)).hasSize(names.size() * 2));
            Map<String, String> secrets = shop.versions(List.of(Secret.class));

            AtomicInteger written = new AtomicInteger();
            await().during(Duration.ofSeconds(8))
                    .atMost(AT_REST)
                    .untilAsserted(
                            () -> assertThat(writes).as("it comes to rest").hasSize(written.getAndSet(writes.size())));

            assertThat(shop.versions(List.of(Secret.class))).isEqualTo(secrets);
            await().atMost(Shop.PATIENCE).until(() -> first.isHealthy() && second.isHealthy());
        }
    }

    private void awaitSets(String cluster) {
        await().atMost(Shop.PATIENCE)
                .untilAsserted(() ->
                        assertThat(shop.names(StatefulSet.class)).contains(cluster + "-actors", cluster + "-http"));
    }

    private Candidate candidate(String identity) {
        Candidate candidate = new Candidate(kubernetes, shop, identity);
        candidates.add(candidate);
        return candidate;
    }

    /** An operator as its process wires it, behind a wire of its own. */
    private static final class Candidate implements AutoCloseable {

        final List<String> writes = new CopyOnWriteArrayList<>();
        final Wire wire;
        final Leadership leadership;
        final Duty duty;
        private final KubernetesClient impatient;
        private final KubernetesClient client;

        Candidate(RealKubernetes kubernetes, Shop shop, String identity) {
            wire = Wire.to(kubernetes.uri());
            impatient = kubernetes.operator(wire.uri(), Clients::impatient, builder -> {});
            leadership = Leadership.start(impatient, "stock-system", "stock-operator", identity, QUICK);
            client = kubernetes.operator(wire.uri(), config -> config, builder -> {
                Clients.fence(builder, leadership::isHeld);
                RealKubernetes.record(builder, writes);
            });
            duty = new Duty(
                    client,
                    new OperatorProcess.Setup(
                            Set.of(shop.namespace()),
                            Optional.of("stock-node:none"),
                            Optional.of("stock-system"),
                            new OperatorMetrics(),
                            leadership::isHeld));
            Thread.ofPlatform().daemon().name("duty-" + identity).start(duty::run);
        }

        @Override
        public void close() {
            duty.close();
            leadership.close();
            client.close();
            impatient.close();
            wire.close();
        }
    }
}
