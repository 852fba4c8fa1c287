package io.stockcluster.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a StatefulSet's pods do here, as real processes. */
class PodsTest {

    private EmbeddedCluster cluster;
    private KubernetesClient client;

    @BeforeEach
    void start(@TempDir Path folder) {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(3));
        cluster = TestCluster.start(folder);
        client = cluster.client();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void a_pod_runs_with_its_secrets_and_one_that_is_killed_is_started_anew_at_its_place() {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("words")
                        .endMetadata()
                        .withData(Map.of("greeting", "aGVsbG8="))
                        .build())
                .create();
        apply(set(1, "program:1", "OnDelete"));
        Pod pod = ready(0);
        assertThat(client.pods().withName("set-0").getLog()).contains("GREETING is hello");

        cluster.kill(pod);

        await().until(() -> container(0).getRestartCount() == 1 && container(0).getReady());
        assertThat(container(0).getLastState().getTerminated().getExitCode()).isEqualTo(137);
        assertThat(pod(0).getStatus().getPodIP()).isEqualTo(pod.getStatus().getPodIP());
    }

    @Test
    void a_pod_that_is_frozen_is_not_ready_until_it_thaws() {
        apply(set(1, "program:1", "OnDelete"));
        Pod pod = ready(0);

        cluster.freeze(pod);
        await().until(() -> !container(0).getReady());

        cluster.thaw(pod);
        ready(0);
        assertThat(container(0).getRestartCount()).isZero();
    }

    @Test
    void a_program_that_fails_and_an_image_that_is_not_there_are_told_in_the_words_of_kubernetes() {
        apply(set(2, "program:missing", "OnDelete"));
        await().until(() -> waitsFor(1, "ErrImagePull"));

        StatefulSet failing = set(2, "program:1", "OnDelete");
        failing.getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .setEnv(List.of(new EnvVar("FAIL", "1", null)));
        apply(failing);
        client.pods().withName("set-1").delete();

        await().until(() -> waitsFor(1, "CrashLoopBackOff"));
        assertThat(container(1).getLastState().getTerminated().getMessage()).contains("I cannot go on");
    }

    @Test
    void a_rolling_update_replaces_the_highest_first_and_stops_at_one_that_does_not_become_ready() {
        apply(set(2, "program:1", "RollingUpdate"));
        Pod zero = ready(0);
        ready(1);

        apply(set(2, "program:missing", "RollingUpdate"));

        await().until(() -> waitsFor(1, "ErrImagePull"));
        await().untilAsserted(() -> assertThat(client.apps()
                        .statefulSets()
                        .withName("set")
                        .get()
                        .getStatus()
                        .getUpdatedReplicas())
                .isEqualTo(1));
        assertThat(pod(0).getMetadata().getUid()).isEqualTo(zero.getMetadata().getUid());
    }

    @Test
    void a_pod_is_evicted_only_where_its_budget_allows_it() {
        apply(set(2, "program:1", "OnDelete"));
        Pod zero = ready(0);
        ready(1);
        client.resource(new PodDisruptionBudgetBuilder()
                        .withNewMetadata()
                        .withName("budget")
                        .endMetadata()
                        .withNewSpec()
                        .withMaxUnavailable(new IntOrString(0))
                        .withNewSelector()
                        .withMatchLabels(Map.of("app", "set"))
                        .endSelector()
                        .endSpec()
                        .build())
                .create();

        assertThat(client.pods().resource(zero).evict()).isFalse();

        // The budget's status is written meanwhile: as on any API server, one of two writers may have to try again.
        await().ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> client.policy()
                                .v1()
                                .podDisruptionBudget()
                                .withName("budget")
                                .edit(budget -> {
                                    budget.getSpec().setMaxUnavailable(new IntOrString(1));
                                    return budget;
                                })
                        != null);
        // The other pod may be late with an answer to its probe, and none may go meanwhile.
        await().until(() -> client.pods().resource(zero).evict());
        await().until(() ->
                !ready(0).getMetadata().getUid().equals(zero.getMetadata().getUid()));
    }

    @Test
    void nothing_is_deleted_that_is_not_the_one_that_was_meant() {
        apply(set(1, "program:1", "OnDelete"));
        ready(0);

        assertThatThrownBy(() -> client.raw(
                        "/api/v1/namespaces/default/pods/set-0/eviction",
                        "POST",
                        Map.of("deleteOptions", Map.of("preconditions", Map.of("uid", "another")))))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
    }

    private Pod ready(int ordinal) {
        return await().until(() -> Optional.ofNullable(pod(ordinal)).filter(PodsTest::isReady), Optional::isPresent)
                .orElseThrow();
    }

    /** Of one answer: by the next there may be another pod, or none. */
    private static boolean isReady(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getContainerStatuses().stream().anyMatch(ContainerStatus::getReady)
                && pod.getMetadata().getDeletionTimestamp() == null;
    }

    private boolean waitsFor(int ordinal, String reason) {
        return Optional.ofNullable(pod(ordinal))
                .flatMap(pod -> Optional.ofNullable(pod.getStatus()))
                .flatMap(status -> Optional.ofNullable(
                        status.getContainerStatuses().getFirst().getState().getWaiting()))
                .map(ContainerStateWaiting::getReason)
                .filter(reason::equals)
                .isPresent();
    }

    private Pod pod(int ordinal) {
        return client.pods().withName("set-" + ordinal).get();
    }

    private ContainerStatus container(int ordinal) {
        return pod(ordinal).getStatus().getContainerStatuses().getFirst();
    }

    private void apply(StatefulSet set) {
        client.resource(set).serverSideApply();
    }

    private static StatefulSet set(int replicas, String image, String strategy) {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName("set")
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withServiceName("set")
                .withPodManagementPolicy("Parallel")
                .withNewUpdateStrategy()
                .withType(strategy)
                .endUpdateStrategy()
                .withNewSelector()
                .withMatchLabels(Map.of("app", "set"))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Map.of("app", "set"))
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(5L)
                .addNewContainer()
                .withName("program")
                .withImage(image)
                .addNewEnv()
                .withName("GREETING")
                .withNewValueFrom()
                .withNewSecretKeyRef("greeting", "words", true)
                .endValueFrom()
                .endEnv()
                .withNewReadinessProbe()
                .withPeriodSeconds(1)
                .withTimeoutSeconds(1)
                .withFailureThreshold(1)
                .withNewHttpGet()
                .withPath("/")
                .withPort(new IntOrString(9090))
                .endHttpGet()
                .endReadinessProbe()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
