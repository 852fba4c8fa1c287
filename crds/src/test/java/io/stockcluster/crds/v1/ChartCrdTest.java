package io.stockcluster.crds.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The chart's definition is the generated one, finished by what the generator cannot say: the columns' order (it sorts
 * them by path), and that conditions are told apart by their type.
 *
 * <p>After a change of the records, {@code mvn -pl crds test -Dgolden.update=true} writes the chart's file anew.
 */
class ChartCrdTest {

    private static final Path CHART = Path.of("../helm/stockcluster/files/stockclusters.stockcluster.io.yaml");
    private static final List<String> COLUMNS =
            List.of("READY", "ACTORS", "HTTP", "SAFE", "PHASE", "BLOCKED-BY", "AGE");

    @Test
    void theChartInstallsTheGeneratedDefinition() throws IOException {
        CustomResourceDefinition finished = finish(generated());
        String text =
                "# Generated from the records of the module crds; written by: mvn -pl crds test -Dgolden.update=true\n"
                        + Serialization.asYaml(finished);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(CHART.getParent());
            Files.writeString(CHART, text);
        }
        assertThat(CHART).exists().content().isEqualTo(text);
    }

    @Test
    void everyColumnIsShownInTheOrderPeopleReadThem() {
        assertThat(version(finish(generated())).getAdditionalPrinterColumns())
                .extracting(CustomResourceColumnDefinition::getName)
                .isEqualTo(COLUMNS);
    }

    private static CustomResourceDefinition generated() {
        try (InputStream in =
                StockCluster.class.getResourceAsStream("/META-INF/fabric8/stockclusters.stockcluster.io-v1.yml")) {
            return Serialization.unmarshal(in, CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CustomResourceDefinition finish(CustomResourceDefinition crd) {
        version(crd)
                .getAdditionalPrinterColumns()
                .sort(Comparator.comparingInt(column -> COLUMNS.indexOf(column.getName())));
        JSONSchemaProps conditions = version(crd)
                .getSchema()
                .getOpenAPIV3Schema()
                .getProperties()
                .get("status")
                .getProperties()
                .get("conditions");
        conditions.setXKubernetesListType("map");
        conditions.setXKubernetesListMapKeys(List.of("type"));
        return crd;
    }

    private static CustomResourceDefinitionVersion version(CustomResourceDefinition crd) {
        return crd.getSpec().getVersions().get(0);
    }
}
