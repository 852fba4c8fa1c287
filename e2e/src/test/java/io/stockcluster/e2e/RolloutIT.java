package io.stockcluster.e2e;

import static io.stockcluster.e2e.Rolling.nobodyWasRefusedTwice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.stockcluster.traffic.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The cluster is changed in every way while it is sold from: nobody is refused twice in a row, and whatever was
 * acknowledged is there.
 */
@EndToEnd
class RolloutIT {

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
    void another_image_and_fewer_copies_roll_both_tiers_and_another_setting_and_as_many_again_without_a_failed_request(
            Load load) {
        Set<String> before = rolling.uids();
        Instant began = Instant.now();

        String image = rolling.otherImage();
        rolling.change("""
                {"image": "%s", "replication": {"factor": 2}}""".formatted(image));
        rolling.awaitAsWished();

        long seconds = Duration.between(began, Instant.now()).toSeconds();
        System.out.printf("An image roll of 3 actor and 2 HTTP nodes took %d s.%n%s", seconds, rolling.events());
        Set<String> between = rolling.uids();
        assertThat(between).doesNotContainAnyElementsOf(before);
        assertThat(stock.pods()).allMatch(pod -> Rolling.image(pod).equals(image));
        assertThat(stock.copies()).containsOnly(2);

        rolling.change("""
                {"actors": {"podTemplate": {"env": [{"name": "LOG_LEVEL", "value": "debug"}]}},
                 "replication": {"factor": 3}}""");
        rolling.awaitAsWished();

        assertThat(rolling.uids()).doesNotContainAnyElementsOf(between);
        assertThat(stock.actorPods())
                .allMatch(pod -> pod.getSpec().getContainers().getFirst().getEnv().stream()
                        .anyMatch(variable -> variable.getName().equals("LOG_LEVEL")
                                && variable.getValue().equals("debug")));
        assertThat(stock.copies()).containsOnly(3);
        nobodyWasRefusedTwice(load);
    }

    @Test
    void nodes_are_added_and_taken_away_without_a_failed_request(Load load) {
        Set<String> before = rolling.uids();

        rolling.change("{\"actors\": {\"replicas\": 5}}");
        rolling.awaitAsWished();
        assertThat(stock.actorPods()).hasSize(5);
        assertThat(rolling.uids()).containsAll(before);

        rolling.change("{\"actors\": {\"replicas\": 3}}");
        rolling.awaitAsWished();
        assertThat(rolling.uids()).isEqualTo(before);
        nobodyWasRefusedTwice(load);
    }

    @Test
    void an_image_that_is_not_there_stops_the_roll_and_a_corrected_one_goes_on(Load load) {
        rolling.change("{\"image\": \"stockcluster/node:mistyped\"}");
        rolling.awaitCondition("Degraded", "RolloutStalled", "stockcluster/node:mistyped");
        await().atMost(Rolling.LONG)
                .untilAsserted(() -> assertThat(stock.actorPods())
                        .filteredOn(Rolling::isReady)
                        .hasSize(2));

        rolling.changeImage();
        rolling.awaitAsWished();
        nobodyWasRefusedTwice(load);
    }

    @Test
    void a_plan_that_wants_approval_waits_for_it(Load load) {
        rolling.change("{\"rollout\": {\"approval\": \"Manual\"}}");
        rolling.awaitAsWished();
        Set<String> before = rolling.uids();

        rolling.markActors();
        rolling.awaitCondition("RolloutBlocked", "NotApproved", "");
        String hash = rolling.status().at("/plan/hash").asText();
        assertThat(rolling.status().at("/plan/steps").findValuesAsText("pod"))
                .hasSize(3)
                .containsExactlyInAnyOrderElementsOf(stock.actorPods().stream()
                        .map(pod -> pod.getMetadata().getName())
                        .toList());
        assertThat(rolling.uids()).isEqualTo(before);

        stock.annotate("stockcluster.io/approve-plan", hash);
        rolling.awaitAsWished();
        assertThat(rolling.uids()).doesNotContainAnyElementsOf(before);
        nobodyWasRefusedTwice(load);
    }

    @Test
    void fewer_nodes_than_copies_are_refused_and_the_spec_is_left_alone(Load load) {
        rolling.change("{\"replication\": {\"factor\": 3}}");
        rolling.awaitAsWished();
        Set<String> before = rolling.uids();

        rolling.change("{\"replication\": {\"factor\": null}, \"actors\": {\"replicas\": 2}}");

        rolling.awaitCondition("ScaleDownBlocked", "ScaleDownRefused", "2 nodes cannot hold 3 copies");
        assertThat(rolling.uids()).isEqualTo(before);
        assertThat(stock.now().at("/spec/actors/replicas").asInt()).isEqualTo(2);
        nobodyWasRefusedTwice(load);
    }

    @Test
    @Needs(Ability.KUBECTL)
    void a_machine_that_is_drained_keeps_all_pods_but_one_where_no_other_takes_them(Load load) {
        Pod somePod = stock.actorPods().getFirst();
        String machine = somePod.getSpec().getNodeName();
        Set<String> before = rolling.uids();

        try {
            assertThat(stock.cluster()
                            .failingKubectl(
                                    "drain",
                                    machine,
                                    "--pod-selector=app.kubernetes.io/component=actor",
                                    "--delete-emptydir-data",
                                    "--timeout=15s"))
                    .as("what kubectl drain says")
                    .contains("disruption budget");
            assertThat(rolling.uids()).filteredOn(before::contains).hasSizeGreaterThanOrEqualTo(2);
        } finally {
            stock.cluster().kubectl("uncordon", machine);
        }
        rolling.awaitAsWished();
        nobodyWasRefusedTwice(load);
    }
}
