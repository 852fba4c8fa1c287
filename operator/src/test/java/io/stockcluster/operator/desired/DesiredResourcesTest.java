package io.stockcluster.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.Clusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a spec becomes, in whole, in {@code src/test/resources/golden}. A change there is what a user's pods would see, so
 * it is read in review: {@code mvn -pl operator -am test -Dgolden.update=true} writes the files anew.
 */
class DesiredResourcesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Surroundings EVERYTHING = new Surroundings(Optional.of("stock-system"), true, true);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an-empty-spec            | {}
            one-node-without-tokens  | {actors: {replicas: 1, resources: {requests: {cpu: 10m}}}, auth: {mode: none}}
            everything-set           | {image: 'registry.example/stock:1', imagePullPolicy: Always, imagePullSecrets: [{name: pull}], \
                actors: {replicas: 5, resources: {limits: {memory: 2Gi}}, jvmOptions: -Xmx1g, podTemplate: { \
                    labels: {team: stock}, annotations: {note: ours}, nodeSelector: {disk: ssd}, priorityClassName: high, \
                    affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [ \
                        {matchExpressions: [{key: pool, operator: In, values: [stock]}]}]}}}, \
                    tolerations: [{key: stock, operator: Exists, effect: NoSchedule}], \
                    topologySpreadConstraints: [{maxSkew: 1, topologyKey: rack, whenUnsatisfiable: DoNotSchedule}], \
                    env: [{name: LOG_LEVEL, value: debug}, {name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}], \
                    volumes: [{name: trust, mountPath: /etc/trust, secret: {secretName: ca}}, \
                        {name: dumps, mountPath: /dumps, emptyDir: {sizeLimit: 1Gi}}]}}, \
                http: {replicas: 4, jvmOptions: -Xmx200m, podTemplate: {labels: {team: web}}, \
                    service: {type: NodePort, nodePort: 30080, annotations: {balancer: internal}}, \
                    ingress: {className: nginx, host: stock.example, tlsSecretName: cert, annotations: {a: b}}, \
                    route: {parentRefs: [{name: gateway, namespace: infra, sectionName: https}], \
                        hostnames: [stock.example]}}, \
                networkPolicy: {httpFrom: [{namespaceSelector: {matchLabels: {web: 'yes'}}}], \
                    managementFrom: [{podSelector: {matchLabels: {app: scraper}}}]}, \
                monitoring: {interval: 10s, labels: {release: prometheus}}, \
                replication: {factor: 5, consistency: 'at-least:4'}, locationApi: {url: 'https://locations.example'}, \
                auth: {publicKeySecret: {name: keys, key: key.pem}, issuer: 'https://id.example', audience: stock}}
            tokens-by-key-set        | {auth: {jwksUrl: 'https://id.example/keys'}, networkPolicy: {enabled: false}, \
                monitoring: {enabled: false}}
            """)
    void aSpecBecomesExactlyTheseResources(String name, String spec) throws IOException {
        StockCluster cluster = Clusters.demo(spec);
        Fingerprints fingerprints = cluster.wanted().auth().needsKeyPair()
                ? Wanted.FINGERPRINTS
                : new Fingerprints(
                        "aaaa",
                        Optional.empty(),
                        Wanted.named(cluster, Component.ACTOR),
                        Wanted.named(cluster, Component.HTTP));
        List<HasMetadata> resources = Wanted.resources(
                cluster,
                Optional.ofNullable(cluster.wanted().image()).orElse("stock-node:default"),
                fingerprints,
                name.equals("everything-set") ? EVERYTHING : Surroundings.plain(),
                Stage.settled(cluster.wanted().actors().replicas(), Copying.next(cluster.wanted(), List.of(), false)));

        String text = resources.stream().map(Serialization::asYaml).collect(Collectors.joining());
        Path golden = GOLDEN.resolve(name + ".yaml");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, text);
        }
        assertThat(golden).content().isEqualTo(text);
    }
}
