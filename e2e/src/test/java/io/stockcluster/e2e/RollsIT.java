package io.stockcluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Changes that replace pods. All the while the load sells, and its ledger is audited at the end of each. */
@EndToEnd
class RollsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void a_new_image_reaches_every_pod(Stock stock) {
        String image = stock.cluster().nodeImage(Cluster.Tag.SECOND);

        stock.change("{\"image\": \"" + image + "\"}");

        awaitRolled(stock, () -> stock.pods().stream().allMatch(pod -> image(pod).equals(image)));
    }

    @Test
    void a_new_setting_reaches_every_actor_pod(Stock stock) {
        String options = "-Xmx193m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

        stock.change("{\"actors\": {\"jvmOptions\": \"" + options + "\"}}");

        awaitRolled(stock, () -> stock.actorPods().stream().allMatch(pod -> environment(pod)
                .stream()
                .anyMatch(variable -> options.equals(variable.getValue()))));
    }

    @Test
    void the_actor_tier_is_scaled_up_and_down_and_shares_what_it_holds(Stock stock) {
        stock.change("{\"actors\": {\"replicas\": 4}}");
        awaitRolled(stock, () -> stock.actorPods().size() == 4);
        assertThat(stock.actorPods())
                .allMatch(pod -> stock.view(pod).at("/shards/owned").asInt() > 0);

        stock.change("{\"actors\": {\"replicas\": 3}}");
        awaitRolled(stock, () -> stock.actorPods().size() == 3);
    }

    @Test
    void an_image_that_cannot_be_pulled_halts_the_roll_and_a_corrected_one_goes_on_with_it(Stock stock) {
        List<String> before = stock.actorPods().stream().map(RollsIT::uid).toList();
        String image = stock.actorPods().getFirst().getSpec().getContainers().getFirst().getImage();

        stock.change("{\"image\": \"stockcluster/node:missing\"}");
        await("the status tells of the image")
                .atMost(PATIENCE)
                .ignoreException(KubernetesClientException.class)
                .until(() -> stock.now().path("status").toString().contains("stockcluster/node:missing"));
        assertThat(stock.actorPods().stream().map(RollsIT::uid).filter(before::contains))
                .as("all actor pods but one are left alone")
                .hasSizeGreaterThanOrEqualTo(before.size() - 1);

        stock.change("{\"image\": \"" + image + "\"}");
        awaitRolled(stock, () -> stock.pods().stream().allMatch(pod -> image(pod).equals(image)));
    }

    private static void awaitRolled(Stock stock, Callable<Boolean> done) {
        await("the roll has reached every pod").atMost(PATIENCE).until(done);
        stock.awaitReady();
        stock.awaitSafe();
    }

    private static String image(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getImage();
    }

    private static List<EnvVar> environment(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getEnv();
    }

    private static String uid(Pod pod) {
        return pod.getMetadata().getUid();
    }
}
