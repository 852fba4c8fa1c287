package io.stockcluster.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.Clusters;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedSecretTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            {}                                                                            | none           | none
            {auth: {publicKeySecret: {name: keys}}}                                       | none           | keys/public.pem
            {actors: {podTemplate: {env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}]}}} | s/k | none
            {actors: {podTemplate: {volumes: [{name: v, mountPath: /v, secret: {secretName: s}}]}}}   | s   | none
            {http: {podTemplate: {volumes: [{name: v, mountPath: /v, projected: {sources: [{secret: {name: s}}, \
                {configMap: {name: c}}]}}]}}}                                              | none           | s
            {imagePullSecrets: [{name: pull}], http: {ingress: {host: a.b, tlsSecretName: cert}}} | none     | none
            """)
    void aTierReadsWhatItsPodsAreGiven(String spec, String actors, String http) {
        StockCluster cluster = Clusters.demo(spec);

        assertThat(NamedSecret.of(cluster, Component.ACTOR))
                .extracting(NamedSecret::toString)
                .isEqualTo(actors == null ? List.of() : List.of(actors));
        assertThat(NamedSecret.of(cluster, Component.HTTP))
                .extracting(NamedSecret::toString)
                .isEqualTo(http == null ? List.of() : List.of(http));
    }
}
