package io.stockcluster.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodTroubleTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an image that is not there lasts    | true  | {restartCount: 0, state: {waiting: {reason: ImagePullBackOff}}}
            one crash passes                    | false | {restartCount: 1, state: {running: {}}, lastState: {terminated: {exitCode: 1}}}
            a crash loop lasts                  | true  | {restartCount: 1, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1}}}
            also while the container runs       | true  | {restartCount: 2, state: {running: {}}, lastState: {terminated: {exitCode: 1}}}
            a node that has started is well     | false | {restartCount: 7, started: true, state: {running: {}}, lastState: {terminated: {exitCode: 137}}}
            a container that starts is none     | false | {restartCount: 0, state: {waiting: {reason: ContainerCreating}}}
            """)
    void whatDoesNotPassByItself(String name, boolean lasts, String container) {
        Pod pod = Serialization.unmarshal(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: demo-actors-0}
                status:
                  containerStatuses: [%s]
                """.formatted(container.replaceFirst("\\{", "{name: node, image: stock, ready: false, ")), Pod.class);

        assertThat(PodTrouble.lasting(pod, NOW).isPresent()).isEqualTo(lasts);
    }

    @ParameterizedTest(name = "until {0}")
    @CsvSource({"2026-01-01T12:10:00Z, false", "2026-01-01T11:59:30Z, false", "2026-01-01T11:58:00Z, true"})
    void aPodThatDoesNotEndInItsTimeIsOnAMachineThatMayBeGone(String end, boolean lasts) {
        Pod pod = Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: demo-actors-0, deletionTimestamp: '%s'}
                spec: {nodeName: cellar}
                """.formatted(end), Pod.class);

        assertThat(PodTrouble.lasting(pod, NOW).filter(why -> why.endsWith("kubectl delete node cellar")))
                .matches(told -> told.isPresent() == lasts);
    }

    @Test
    void aPodThatIsReadyIsInNoTroubleWhateverElseIsSaidOfIt() {
        Pod pod = Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: demo-actors-0}
                status:
                  conditions:
                  - {type: PodScheduled, status: 'False', reason: Unschedulable, message: no room}
                  - {type: Ready, status: 'True'}
                """, Pod.class);

        assertThat(PodTrouble.of(pod)).isEmpty();
    }
}
