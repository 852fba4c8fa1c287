package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the chart becomes, in whole, in {@code src/test/resources/golden/chart}, and the manifests for those who have no
 * Helm. A change there is what a cluster would see, so it is read in review: {@code mvn -pl operator -am test
 * -Dgolden.update=true} writes the files anew.
 */
class ChartGoldenTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/chart");
    private static final Path MANIFESTS = Path.of("../helm/install.yaml");
    private static final String NAMESPACE = "stockcluster-system";

    @Test
    void withItsDefaults() throws IOException {
        becomes("defaults", UnaryOperator.identity());
    }

    @Test
    void forSomeNamespacesOnly() throws IOException {
        becomes("namespaced", values -> values.set("watchNamespaces[0]", "shop").set("watchNamespaces[1]", "depot"));
    }

    @Test
    void withEveryValueSet() throws IOException {
        becomes("everything-set", values -> values.withValuesFile(GOLDEN.resolve("everything-set.values.yaml")));
    }

    @Test
    void theManifestsForKubectlAreTheChartWithItsDefaults() throws IOException {
        String head = """
                # The operator and the definition of StockCluster, for all namespaces: kubectl apply --server-side -f
                # helm/install.yaml. Made from the chart: mvn -pl operator -am test -Dgolden.update=true
                apiVersion: v1
                kind: Namespace
                metadata:
                  name: %s
                  labels:
                    pod-security.kubernetes.io/enforce: restricted
                """.formatted(NAMESPACE);
        String yaml = Chart.yaml("stockcluster", NAMESPACE, UnaryOperator.identity())
                .lines()
                .filter(line -> !line.contains("helm.sh/chart: ")
                        && !line.contains("app.kubernetes.io/managed-by: Helm")
                        && !line.startsWith("# Source: "))
                .collect(Collectors.joining("\n", "", "\n"));
        isUpToDate(MANIFESTS, head + yaml);
    }

    private static void becomes(String name, UnaryOperator<TemplateCommand> values) throws IOException {
        String yaml = Chart.yaml(
                "stock", "stock-system", command -> values.apply(command).set("crds.install", false));
        isUpToDate(GOLDEN.resolve(name + ".yaml"), yaml);
    }

    private static void isUpToDate(Path file, String text) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).content().isEqualTo(text);
    }
}
