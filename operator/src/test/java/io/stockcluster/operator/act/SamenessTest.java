package io.stockcluster.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamenessTest {

    private final KubernetesSerialization json = new KubernetesSerialization();
    private final Sameness sameness = new Sameness(json);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            defaults that Kubernetes fills in do not matter  | {replicas: 2}                | {replicas: 2, revisionHistoryLimit: 10}
            amounts are compared by value                    | {template: {spec: {containers: [{name: a, resources: {limits: {cpu: 1000m}}}]}}} \
                | {template: {spec: {containers: [{name: a, resources: {limits: {cpu: '1'}}}]}}}
            an injected container is not ours to judge       | {template: {spec: {containers: [{name: a, image: x}]}}} \
                | {template: {spec: {containers: [{name: proxy}, {name: a, image: x}]}}}
            an amount of room is one, too                    | {template: {spec: {volumes: [{name: t, emptyDir: {sizeLimit: 1024Mi}}]}}} \
                | {template: {spec: {volumes: [{name: t, emptyDir: {sizeLimit: 1Gi}}]}}}
            defaults inside of nameless elements matter not  | {template: {spec: {volumes: [{name: t, projected: {sources: [{serviceAccountToken: {path: p}}]}}]}}} \
                | {template: {spec: {volumes: [{name: t, projected: {sources: [{serviceAccountToken: {path: p, expirationSeconds: 3600}}]}}]}}}
            what is to be empty may be missing               | {template: {spec: {containers: [{name: a, env: [{name: X, value: ''}]}], volumes: [{name: t, emptyDir: {}}]}}} \
                | {template: {spec: {containers: [{name: a, env: [{name: X}]}], volumes: [{name: t, emptyDir: {}}]}}}
            """)
    void isTheSame(String why, String wanted, String live) {
        assertThat(sameness.holds(set(wanted), set(live))).as(why).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            another number              | {replicas: 2}  | {replicas: 3}
            a field that is gone        | {replicas: 2}  | {serviceName: x}
            another amount              | {template: {spec: {containers: [{name: a, resources: {limits: {cpu: '1'}}}]}}} \
                | {template: {spec: {containers: [{name: a, resources: {limits: {cpu: 100m}}}]}}}
            a nameless element more     | {template: {spec: {tolerations: [{key: a}]}}} | {template: {spec: {tolerations: [{key: a}, {key: b}]}}}
            another nameless element    | {template: {spec: {tolerations: [{key: a}]}}} | {template: {spec: {tolerations: [{key: b}]}}}
            an amount that is gone      | {template: {spec: {containers: [{name: a, resources: {limits: {cpu: '1'}}}]}}} \
                | {template: {spec: {containers: [{name: a}]}}}
            another value of a setting  | {template: {spec: {containers: [{name: a, env: [{name: X, value: y}]}]}}} \
                | {template: {spec: {containers: [{name: a, env: [{name: X, value: z}]}]}}}
            a container that is gone    | {template: {spec: {containers: [{name: a}]}}} | {template: {spec: {containers: [{name: b}]}}}
            a capability that came back | {template: {spec: {containers: [{name: a, securityContext: {capabilities: {drop: [ALL]}}}]}}} \
                | {template: {spec: {containers: [{name: a, securityContext: {capabilities: {drop: [CHOWN]}}}]}}}
            """)
    void isAnother(String why, String wanted, String live) {
        assertThat(sameness.holds(set(wanted), set(live))).as(why).isFalse();
    }

    private StatefulSet set(String spec) {
        return json.unmarshal(
                "---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec: " + spec, StatefulSet.class);
    }
}
