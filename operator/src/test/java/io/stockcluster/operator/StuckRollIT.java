package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.stockcluster.crds.v1.Condition;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A new revision whose first pod does not start, on a real Kubernetes. */
@ExtendWith(OnKubernetes.class)
class StuckRollIT {

    private RollingShop rolling;

    @BeforeEach
    void open(RealKubernetes kubernetes) {
        rolling = RollingShop.open(kubernetes);
    }

    @AfterEach
    void close() {
        rolling.close();
    }

    @Test
    void anImageThatIsNotThereStopsTheRollAndACorrectedOneGoesOn() {
        rolling.apply("{image: 'stock:broken'}");
        rolling.awaitCondition(
                Condition.DEGRADED, "RolloutStalled", "demo-actors-2 cannot pull the image stock:broken");
        assertThat(rolling.images()).containsExactlyInAnyOrder("stock:1", "stock:1", "stock:broken");

        rolling.apply("{image: 'stock:3'}");

        rolling.awaitImages("stock:3");
        rolling.awaitReady();
    }

    @Test
    void whereTheSpecAsksForItTheNodesGoBackAndACorrectedSpecGoesOn() {
        rolling.awaitComplete();
        String before = image();

        rolling.apply("{image: 'stock:broken', rollout: {onStuck: Rollback, startSeconds: 10}}");

        rolling.awaitCondition(Condition.DEGRADED, "RolledBack", "demo-actors-2 cannot pull the image stock:broken");
        rolling.awaitImages("stock:1");
        assertThat(rolling.cluster().wanted().image()).isEqualTo("stock:broken");
        assertThat(image()).as("of the HTTP pods, which did not follow").isEqualTo(before);
        assertThat(rolling.shop().list(Event.class))
                .extracting(Event::getReason)
                .contains("RolledBack");

        rolling.restartOperator();
        rolling.awaitCondition(Condition.DEGRADED, "RolledBack", "demo-actors-2 cannot pull the image stock:broken");
        assertThat(rolling.images()).containsOnly("stock:1");

        rolling.apply("{image: 'stock:3', rollout: {onStuck: Rollback, startSeconds: 300}}");
        rolling.awaitImages("stock:3");
        rolling.awaitReady();
        assertThat(rolling.cluster().getStatus().rolledBack()).isNull();
    }

    @Test
    void aWrongSettingOfTheHttpTierAloneStopsThereAndACorrectedOneGoesOn() {
        Map<String, String> before = rolling.uids();

        rolling.apply("{http: {jvmOptions: '-Dbroken'}}");
        rolling.awaitCondition(Condition.DEGRADED, "PodCannotStart", "demo-http-1 cannot pull the image stock:1");
        assertThat(rolling.uids()).containsEntry("demo-http-0", before.get("demo-http-0"));

        rolling.apply("{http: {jvmOptions: '-Dmended'}}");
        rolling.awaitReady();
        assertThat(rolling.uids().entrySet())
                .filteredOn(before.entrySet()::contains)
                .extracting(Map.Entry::getKey)
                .containsExactly("demo-actors-0", "demo-actors-1", "demo-actors-2");
        assertThat(rolling.nodes().calls()).isEmpty();
    }

    private String image() {
        return rolling.pods().stream()
                .filter(pod -> pod.getMetadata().getName().equals("demo-http-0"))
                .map(pod -> pod.getSpec().getContainers().getFirst().getImage())
                .findFirst()
                .orElseThrow();
    }
}
