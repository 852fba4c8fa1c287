package io.stockcluster.crds.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class StockClusterSpecTest {

    @Test
    void anEmptySpecIsThreeActorNodesWithThreeCopiesAndTwoHttpNodes() {
        StockClusterSpec spec = read("{}");

        assertThat(spec).isEqualTo(StockClusterSpec.defaults());
        assertThat(spec.actors().replicas()).isEqualTo(3);
        assertThat(spec.http().replicas()).isEqualTo(2);
        assertThat(spec.copies()).isEqualTo(3);
        assertThat(spec.replication().consistency()).isEqualTo("quorum");
        assertThat(spec.auth().needsKeyPair()).isTrue();
    }

    @Test
    void thereAreNoMoreCopiesThanNodesUnlessAskedFor() {
        assertThat(read("{actors: {replicas: 2}}").copies()).isEqualTo(2);
        assertThat(read("{actors: {replicas: 9}}").copies()).isEqualTo(3);
        assertThat(read("{actors: {replicas: 9}, replication: {factor: 5}}").copies())
                .isEqualTo(5);
    }

    @Test
    void aKeyPairIsMadeOnlyWhereTokensAreCheckedAndNoOtherKeyIsNamed() {
        assertThat(read("{auth: {mode: none}}").auth().needsKeyPair()).isFalse();
        assertThat(read("{auth: {jwksUrl: 'https://id.example/keys'}}").auth().needsKeyPair())
                .isFalse();
        assertThat(read("{auth: {publicKeySecret: {name: keys}}}").auth().needsKeyPair())
                .isFalse();
    }

    @Test
    void whatAnotherVersionAddedIsNotInTheWay() {
        assertThat(read("{somethingNewer: {a: 1}, actors: {replicas: 1}}")
                        .actors()
                        .replicas())
                .isEqualTo(1);
    }

    private static StockClusterSpec read(String yaml) {
        return Serialization.unmarshal("---\n" + yaml, StockClusterSpec.class);
    }
}
