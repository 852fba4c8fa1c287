package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.stockcluster.crds.v1.StockCluster;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

    @ParameterizedTest
    @MethodSource("io.stockcluster.operator.Examples#files")
    void anExampleIsAStockClusterThatKeepsThreeCopies(Path file) {
        StockCluster example = Serialization.unmarshal(
                Serialization.asYaml(Examples.resources(file).findFirst().orElseThrow()), StockCluster.class);

        assertThat(file).hasFileName(example.name() + ".yaml");
        assertThat(example.wanted().copies()).isEqualTo(3);
    }
}
