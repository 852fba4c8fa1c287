package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {

    @Test
    void helmHasNothingToSayAgainstIt() {
        assertThat(new Helm(Chart.FOLDER).lint().strict().call().isFailed()).isFalse();
    }

    @Test
    void theDefinitionIsTheGeneratedOneAndStaysWhenTheChartGoes() throws IOException {
        CustomResourceDefinition generated;
        try (InputStream in = Files.newInputStream(Chart.FOLDER.resolve("files/stockclusters.stockcluster.io.yaml"))) {
            generated = Serialization.unmarshal(in, CustomResourceDefinition.class);
        }
        CustomResourceDefinition installed =
                the(CustomResourceDefinition.class, Chart.rendered(UnaryOperator.identity()));

        assertThat(installed.getSpec()).isEqualTo(generated.getSpec());
        assertThat(installed.getMetadata().getAnnotations()).isEqualTo(Map.of("helm.sh/resource-policy", "keep"));
    }

    @Test
    void withoutNamespacesTheOperatorLooksAfterAllOfThem() {
        assertThat(Chart.rendered(UnaryOperator.identity()))
                .extracting(HasMetadata::getKind)
                .containsExactlyInAnyOrder(
                        "CustomResourceDefinition",
                        "ServiceAccount",
                        "ClusterRole",
                        "ClusterRoleBinding",
                        "Role",
                        "RoleBinding",
                        "NetworkPolicy",
                        "PodDisruptionBudget",
                        "Deployment");
    }

    @Test
    void withNamespacesItHasNoRightOutsideOfThem() {
        List<HasMetadata> rendered = Chart.rendered(
                values -> values.set("watchNamespaces[0]", "shop").set("watchNamespaces[1]", "depot"));

        assertThat(rendered).extracting(HasMetadata::getKind).doesNotContain("ClusterRole", "ClusterRoleBinding");
        assertThat(rendered)
                .filteredOn(resource -> resource.getKind().equals("Role"))
                .extracting(role -> role.getMetadata().getNamespace() + "/"
                        + role.getMetadata().getName())
                .containsExactlyInAnyOrder(
                        "shop/stock-operator", "depot/stock-operator", "stock-system/stock-operator-turns");
        assertThat(environment(rendered)).containsEntry("WATCH_NAMESPACES", "shop,depot");
    }

    @Test
    void theOperatorIsToldItsNodesImage() {
        assertThat(environment(Chart.rendered(values -> values.set("nodeImage.repository", "registry.example/node")
                        .set("nodeImage.tag", "v7"))))
                .containsEntry("STOCK_NODE_IMAGE", "registry.example/node:v7");
    }

    @Test
    void whatItIsToldItUnderstands() {
        OperatorSettings settings = OperatorSettings.read(environment(Chart.rendered(UnaryOperator.identity())), false);

        assertThat(settings.namespaces()).isEmpty();
        assertThat(settings.nodeImage()).contains("stockcluster/node:0.1.0-SNAPSHOT");
        assertThat(settings.lease()).contains("stock-operator");
    }

    @Test
    void oneOperatorAloneHasNoBudgetThatItsOwnEvictionWouldWaitFor() {
        assertThat(Chart.rendered(values -> values.set("replicas", 1)))
                .extracting(HasMetadata::getKind)
                .doesNotContain("PodDisruptionBudget");
    }

    @ParameterizedTest
    @ValueSource(strings = {"imagePullPolicy", "watchNamespace", "image.pullpolicy"})
    void aMistypedValueIsRefused(String name) {
        assertThatThrownBy(() -> Chart.rendered(values -> values.set(name, "Always")))
                .hasMessageContaining(name.substring(name.lastIndexOf('.') + 1));
    }

    private static Map<String, String> environment(List<HasMetadata> rendered) {
        Container container = the(Deployment.class, rendered)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
        return container.getEnv().stream().collect(Collectors.toMap(EnvVar::getName, ChartTest::value));
    }

    /** What Kubernetes would fill in. */
    private static String value(EnvVar variable) {
        if (variable.getValueFrom() != null) {
            return variable.getValueFrom().getFieldRef().getFieldPath();
        }
        return variable.getValue() == null ? "" : variable.getValue();
    }

    private static <R extends HasMetadata> R the(Class<R> type, List<HasMetadata> rendered) {
        return rendered.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
