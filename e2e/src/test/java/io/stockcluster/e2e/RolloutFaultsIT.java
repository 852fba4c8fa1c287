package io.stockcluster.e2e;

import static io.stockcluster.e2e.Rolling.LONG;
import static io.stockcluster.e2e.Rolling.nobodyWasRefusedTwice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stockcluster.traffic.Load;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While the cluster is changed, something else goes wrong: nobody is refused twice in a row all the same. */
@EndToEnd
class RolloutFaultsIT {

    private static final Duration OUTAGE = Duration.ofMinutes(1);
    private static final int RANDOM_KILLS = 10;
    private static final int LONGEST_PAUSE_MILLIS = 9_000;

    private Stock stock;

    @AutoClose("changeBack")
    private Rolling rolling;

    @BeforeEach
    void a_ready_stock(Stock made) {
        stock = made;
        rolling = new Rolling(stock);
    }

    @AfterAll
    static void the_sizes_are_what_they_were(Stock stock) {
        Rolling.ended(stock);
    }

    @Test
    void an_operator_that_is_killed_again_and_again_still_rolls_one_by_one(Load load) {
        String mark = rolling.markActors();
        for (int replaced : List.of(0, 1, 2)) {
            await().atMost(LONG)
                    .until(() -> stock.actorPods().stream()
                                    .filter(pod -> Rolling.isMarked(pod, mark))
                                    .count()
                            >= replaced);
            assertThat(stock.actorPods())
                    .as("those that are still to be replaced when the operator is killed")
                    .anyMatch(pod -> !Rolling.isMarked(pod, mark));
            stock.cluster().replaceOperator();
        }
        rolling.awaitAsWished();
        nobodyWasRefusedTwice(load);
    }

    @Test
    @Needs(Ability.CHART)
    void when_the_operator_whose_turn_it_is_is_killed_the_other_ends_the_roll(Load load) {
        Cluster cluster = stock.cluster();
        List<String> operators = Chart.readyOperators(cluster);
        String mark = rolling.markActors();
        rolling.awaitStatus("/rollout/step", "Draining");
        String killed = Chart.actingOperator(cluster);
        try (Taken taken = Taken.of(stock)) {
            cluster.kubectl("delete", "pod", killed, "--force", "--grace-period=0", "--namespace=" + Chart.NAMESPACE);
            rolling.awaitAsWished();
            assertThat(taken.mostAtATime()).isEqualTo(1);
        }
        assertThat(stock.actorPods()).allMatch(pod -> Rolling.isMarked(pod, mark));
        assertThat(operators).contains(killed, Chart.actingOperator(cluster));
        assertThat(Chart.actingOperator(cluster)).isNotEqualTo(killed);
        nobodyWasRefusedTwice(load);
    }

    @Test
    @Needs({Ability.OUTAGE, Ability.TIME})
    void while_the_api_server_is_away_the_service_goes_on_and_the_roll_of_both_tiers_too_when_it_is_back(Load load) {
        Set<String> before = rolling.uids();
        String image = rolling.changeImage();
        rolling.awaitStatus("/rollout/step", "Draining");

        load.lately();
        stock.cluster()
                .withoutApiServer(() -> await().pollDelay(OUTAGE).atMost(LONG).until(() -> true));
        assertThat(load.lately().acknowledged()).as("sales meanwhile").isGreaterThan(10 * OUTAGE.toSeconds());
        assertThat(rolling.uids())
                .as("all but the one that was being taken")
                .filteredOn(before::contains)
                .hasSizeGreaterThanOrEqualTo(2);

        try (Taken taken = Taken.of(stock)) {
            rolling.awaitAsWished();
            assertThat(taken.mostAtATime()).isEqualTo(1);
        }
        assertThat(isRolled(image)).isTrue();
        nobodyWasRefusedTwice(load);
    }

    /** Moments of rolls that follow each other; the same seed makes the same ones. */
    @Test
    @Needs(Ability.TIME)
    void an_operator_that_is_killed_at_ten_random_moments_of_rolls_takes_one_pod_at_a_time(Load load) {
        long seed = Long.getLong("e2e.seed", System.nanoTime());
        System.out.println("The operator is killed at the moments of -De2e.seed=" + seed);
        Random random = new Random(seed);
        String image = rolling.changeImage();
        for (int kills = 0; kills < RANDOM_KILLS; ) {
            await().pollDelay(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)))
                    .atMost(LONG)
                    .until(() -> true);
            if (isRolled(image)) {
                rolling.awaitAsWished();
                image = rolling.changeImage();
            } else {
                stock.cluster().replaceOperator();
                kills++;
            }
        }
        rolling.awaitAsWished();
        assertThat(isRolled(image)).isTrue();
        nobodyWasRefusedTwice(load);
    }

    private boolean isRolled(String image) {
        return stock.pods().stream().allMatch(pod -> Rolling.image(pod).equals(image));
    }

    @Test
    @Needs(Ability.SIGNALS)
    void a_node_that_is_killed_in_the_middle_of_a_roll_costs_nothing(Load load) {
        rolling.markActors();
        String drained = rolling.awaitStatus("/rollout/step", "Draining")
                .at("/rollout/pod")
                .asText();
        Pod victim = stock.actorPods().stream()
                .filter(pod -> !pod.getMetadata().getName().equals(drained))
                .findFirst()
                .orElseThrow();
        stock.cluster().kill(victim);

        rolling.awaitAsWished();
        nobodyWasRefusedTwice(load);
    }

    @Test
    void pods_that_somebody_else_evicts_go_one_by_one(Load load) {
        List<Pod> pods = stock.actorPods();
        for (Pod pod : pods) {
            await("the budget lets " + pod.getMetadata().getName() + " go")
                    .atMost(LONG)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> evicted(pod));
        }
        pods.forEach(stock::awaitSuccessor);
        rolling.awaitAsWished();
        nobodyWasRefusedTwice(load);
    }

    /** As 'kubectl drain' does it: again and again, as long as the answer is "too many requests". */
    private boolean evicted(Pod pod) {
        try {
            return stock.cluster()
                    .client()
                    .pods()
                    .resource(pod)
                    .evict(new EvictionBuilder()
                            .withNewMetadata()
                            .withName(pod.getMetadata().getName())
                            .withNamespace(pod.getMetadata().getNamespace())
                            .endMetadata()
                            .withDeleteOptions(new DeleteOptionsBuilder()
                                    .withNewPreconditions()
                                    .withUid(pod.getMetadata().getUid())
                                    .endPreconditions()
                                    .build())
                            .build());
        } catch (KubernetesClientException e) {
            if (e.getCode() == 429) {
                return false;
            }
            throw e;
        }
    }
}
