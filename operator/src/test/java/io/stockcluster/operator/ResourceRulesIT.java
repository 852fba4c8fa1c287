package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the definition, as a real API server judges by them. No operator runs here. */
@ExtendWith(OnKubernetes.class)
class ResourceRulesIT {

    private static Shop shop;

    @BeforeAll
    static void open(RealKubernetes kubernetes) {
        shop = Shop.open(kubernetes);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            {replication: {factor: 8}}                                 | should be less than or equal to 7
            {replication: {factor: 0}}                                 | should be greater than or equal to 1
            {actors: {replicas: 2}, replication: {factor: 3}}          | replication.factor must not be larger than actors.replicas
            {replication: {consistency: 'at-least:4'}}                 | at-least:n must not ask for more copies than replication.factor
            {actors: {replicas: 1}, replication: {consistency: 'at-least:2'}} | at-least:n must not ask for more copies than replication.factor
            {replication: {consistency: some}}                         | replication.consistency
            {actors: {replicas: 0}}                                    | spec.actors.replicas
            {http: {replicas: 0}}                                      | spec.http.replicas
            {http: {service: {nodePort: 30000}}}                       | nodePort needs http.service.type NodePort or LoadBalancer
            {auth: {jwksUrl: 'https://a.example', publicKeySecret: {name: k}}} | auth takes one key source
            {auth: {mode: none, jwksUrl: 'https://a.example'}}         | auth.mode none checks no tokens
            {http: {ingress: {tlsSecretName: cert}}}                                   | http.ingress.tlsSecretName needs http.ingress.host
            {http: {ingress: {path: stock}}}                                           | spec.http.ingress.path
            {http: {ingress: {host: 'Not a host'}}}                                    | spec.http.ingress.host
            {http: {route: {}}}                                                        | spec.http.route.parentRefs: Required value
            {http: {route: {parentRefs: []}}}                                          | spec.http.route.parentRefs
            {networkPolicy: {enabled: false, httpFrom: [{podSelector: {}}]}}           | networkPolicy.enabled false lets everybody reach every port
            {networkPolicy: {enabled: false, managementFrom: [{podSelector: {}}]}}     | networkPolicy.enabled false lets everybody reach every port
            {monitoring: {enabled: false, labels: {a: b}}}                             | monitoring.enabled false makes no PodMonitor
            {monitoring: {labels: {app.kubernetes.io/instance: x}}}                    | monitoring.labels must not begin with
            {monitoring: {interval: often}}                                            | spec.monitoring.interval
            {actors: {podTemplate: {labels: {app.kubernetes.io/name: mine}}}}          | podTemplate.labels must not begin with
            {http: {podTemplate: {labels: {stockcluster.io/a: mine}}}}                 | podTemplate.labels must not begin with
            {http: {podTemplate: {annotations: {stockcluster.io/a: mine}}}}            | podTemplate.annotations must not begin with
            {actors: {podTemplate: {env: [{name: CLUSTER_EXPECTED_SIZE, value: '1'}]}}} | podTemplate.env must not set what the operator sets
            {actors: {podTemplate: {env: [{name: NODE_STOP_TIMEOUT, value: 5s}]}}}     | podTemplate.env must not set what the operator sets
            {http: {podTemplate: {env: [{name: AUTH_MODE, value: none}]}}}             | podTemplate.env must not set what the operator sets
            {http: {podTemplate: {env: [{name: A, value: b}, {name: A, value: c}]}}}   | Duplicate value
            {http: {podTemplate: {env: [{name: A, value: b, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]}}} | podTemplate.env takes a value or a valueFrom
            {http: {podTemplate: {env: [{value: b}]}}}                                 | name: Required value
            {http: {podTemplate: {volumes: [{name: a, mountPath: /a}]}}}               | each needs exactly one of configMap, secret
            {http: {podTemplate: {volumes: [{name: a, mountPath: /a, emptyDir: {}, secret: {secretName: s}}]}}} | each needs exactly one of configMap, secret
            {http: {podTemplate: {volumes: [{name: tmp, mountPath: /a, emptyDir: {}}]}}} | podTemplate.volumes must not replace 'tmp'
            {http: {podTemplate: {volumes: [{name: a, mountPath: /tmp, emptyDir: {}}]}}} | podTemplate.volumes must not replace 'tmp'
            {http: {podTemplate: {volumes: [{name: a, mountPath: /opt/stock/libs, emptyDir: {}}]}}} | mountPath must be absolute
            {http: {podTemplate: {volumes: [{name: a, mountPath: var/a, emptyDir: {}}]}}} | mountPath must be absolute
            {http: {podTemplate: {volumes: [{name: a, mountPath: /a, emptyDir: {}}, {name: b, mountPath: /a, emptyDir: {}}]}}} | must not mount two volumes at one mountPath
            {actors: {resources: {requests: {memory: 2Gi}, limits: {memory: 1Gi}}}}    | resources.requests must not be larger than resources.limits
            {http: {resources: {requests: {cpu: 1}, limits: {cpu: 500m}}}}             | resources.requests must not be larger than resources.limits
            {actors: {resources: {limits: {memory: 64Mi}}}}                            | resources.limits.memory must be at least 192Mi
            {rollout: {onStuck: Wait}}                                                 | spec.rollout.onStuck
            {image: ''}                                                                | spec.image
            {actors: {replicas: 101}}                                                  | spec.actors.replicas
            """)
    void aBadSpecIsRefusedInASentence(String spec, String sentence) {
        assertThatThrownBy(() -> shop.create("bad", spec)).hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Demo.1 | RFC 1123
            de.mo  | metadata.name may have lower-case letters
            1demo  | metadata.name may have lower-case letters
            a2345678901234567890123456789012345678901 | metadata.name may have at most 40 characters
            """)
    void aBadNameIsRefusedInASentence(String name, String sentence) {
        assertThatThrownBy(() -> shop.create(name, "{}")).hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {replication: {factor: 3, consistency: 'at-least:3'}}
            {actors: {replicas: 7}, replication: {factor: 7, consistency: 'at-least:7'}}
            {actors: {replicas: 1}, replication: {consistency: strong}}
            {auth: {mode: none}}
            {rollout: {approval: Manual, onStuck: Rollback, startSeconds: 60}}
            {http: {ingress: {}}}
            {http: {ingress: {host: '*.stock.example', tlsSecretName: cert}, route: {parentRefs: [{name: g, port: 443}]}}}
            {networkPolicy: {enabled: false}, monitoring: {enabled: false}}
            {networkPolicy: {httpFrom: [{ipBlock: {cidr: 10.0.0.0/8}}], managementFrom: [{namespaceSelector: {}}]}}
            {monitoring: {labels: {release: prometheus}, interval: 500ms}}
            {http: {podTemplate: {env: [{name: LOG_LEVEL, value: debug}, {name: LOCATION_API_TIMEOUT, value: 3s}]}}}
            {actors: {resources: {requests: {cpu: 500m, memory: 1Gi}, limits: {cpu: 2, memory: 1073741824}}}}
            {actors: {resources: {requests: {cpu: 1}}}}
            {actors: {podTemplate: {volumes: [{name: a, mountPath: /opt/stockpile, configMap: {name: c}}]}}}
            """)
    void aGoodSpecIsTaken(String spec) {
        assertThat(shop.create("good", spec).getMetadata().getUid()).isNotNull();
        shop.delete("good");
    }

    /** Strictly: a field that does not exist would be dropped in silence otherwise. */
    @ParameterizedTest
    @MethodSource("io.stockcluster.operator.Examples#files")
    void everyExampleIsTakenAsItIs(Path file) {
        Examples.resources(file)
                .forEach(resource -> assertThat(
                                shop.validated(resource).getMetadata().getName())
                        .isNotNull());
    }
}
