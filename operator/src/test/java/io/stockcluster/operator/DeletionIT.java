package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Pods that end. They are bound to a machine that is not there, so that Kubernetes gives them their grace period, and nobody
 * ends them before it is over.
 */
@ExtendWith(OnKubernetes.class)
class DeletionIT {

    private static final List<String> ACTORS =
            IntStream.range(0, 3).mapToObj(i -> "demo-actors-" + i).toList();

    private RollingShop rolling;

    @BeforeEach
    void open(RealKubernetes kubernetes) {
        rolling = RollingShop.open(kubernetes);
        ACTORS.forEach(pod -> rolling.bind(pod, "nowhere"));
        rolling.writes().clear();
    }

    @AfterEach
    void close() {
        ACTORS.forEach(rolling::end);
        rolling.close();
    }

    @Test
    void podsOfADeletedClusterDoNotHandOverToEachOther() {
        rolling.shop().delete("demo");

        await().atMost(RollingShop.LONG)
                .untilAsserted(() -> assertThat(rolling.writes())
                        .containsAll(ACTORS.stream().map(this::deletionOf).toList()));
    }

    @Test
    void aPodThatIsDeletedAloneHasItsTime() {
        rolling.admin()
                .pods()
                .inNamespace(rolling.shop().namespace())
                .withName("demo-actors-1")
                .delete();

        await().during(Duration.ofSeconds(5))
                .atMost(RollingShop.LONG)
                .untilAsserted(() -> assertThat(rolling.writes()).doesNotContain(deletionOf("demo-actors-1")));
    }

    @Test
    void podsThatAreDeletedAllAtOnceHaveTheirTimeAsLongAsTheirClusterIsThere() {
        ACTORS.forEach(pod -> rolling.admin()
                .pods()
                .inNamespace(rolling.shop().namespace())
                .withName(pod)
                .delete());

        await().during(Duration.ofSeconds(5))
                .atMost(RollingShop.LONG)
                .untilAsserted(() -> assertThat(rolling.writes())
                        .doesNotContainAnyElementsOf(
                                ACTORS.stream().map(this::deletionOf).toList()));
    }

    private String deletionOf(String pod) {
        return "DELETE /api/v1/namespaces/%s/pods/%s".formatted(rolling.shop().namespace(), pod);
    }
}
