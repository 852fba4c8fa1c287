package io.stockcluster.crds.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The chart's definition is the generated one, see {@link Definition}.
 *
 * <p>After a change of the records, {@code mvn -pl crds test -Dgolden.update=true} writes the chart's file anew.
 */
class ChartCrdTest {

    private static final Path CHART = Path.of("../helm/stockcluster/files/stockclusters.stockcluster.io.yaml");

    @Test
    void theChartInstallsTheGeneratedDefinition() throws IOException {
        Golden.isUpToDate(
                CHART,
                "# Generated from the records of the module crds; written by: mvn -pl crds test -Dgolden.update=true\n"
                        + Serialization.asYaml(Definition.finished()));
    }

    @Test
    void everyColumnIsShownInTheOrderPeopleReadThem() {
        assertThat(Definition.version(Definition.finished()).getAdditionalPrinterColumns())
                .extracting(CustomResourceColumnDefinition::getName)
                .isEqualTo(Definition.COLUMNS);
    }
}
