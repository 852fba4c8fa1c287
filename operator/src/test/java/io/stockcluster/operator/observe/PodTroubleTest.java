package io.stockcluster.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodTroubleTest {

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

        assertThat(PodTrouble.lasting(pod).isPresent()).isEqualTo(lasts);
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
