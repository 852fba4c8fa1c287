package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator that may do nothing but in two namespaces: it has a Role in each, and no ClusterRole. */
@ExtendWith(OnKubernetes.class)
class NamespacedIT {

    private final List<String> writes = new CopyOnWriteArrayList<>();
    private Shop shop;
    private Shop depot;
    private Shop stranger;
    private String account;
    private KubernetesClient client;

    @BeforeEach
    void installForTwoNamespaces(RealKubernetes kubernetes) {
        shop = Shop.open(kubernetes);
        depot = Shop.open(kubernetes);
        stranger = Shop.open(kubernetes);
        account = kubernetes.installForNamespaces("local", List.of(shop.namespace(), depot.namespace()));
        client = kubernetes.operator(account, writes);
    }

    @AfterEach
    void close() {
        client.close();
        shop.deleteEverything();
        depot.deleteEverything();
        stranger.deleteEverything();
    }

    @Test
    void itLooksAfterTheseAndNoOthers() {
        try (OperatorProcess operator = OperatorProcess.start(
                client, Set.of(shop.namespace(), depot.namespace()), Optional.of("stock-node:none"))) {
            shop.apply("demo", "{http: {ingress: {}}}");
            stranger.apply("demo", "{}");
            depot.apply("demo", "{}");

            await().atMost(Shop.PATIENCE).untilAsserted(() -> {
                assertThat(shop.names(StatefulSet.class)).hasSize(2);
                assertThat(depot.names(StatefulSet.class)).hasSize(2);
            });
            assertThat(stranger.names(StatefulSet.class)).isEmpty();
            await().atMost(Shop.PATIENCE).until(operator::isHealthy);
        }
    }

    @Test
    void itHasNoRightOutside() {
        assertThatThrownBy(
                        () -> client.secrets().inNamespace(stranger.namespace()).list())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("forbidden");
        assertThatThrownBy(() -> client.pods().inAnyNamespace().list()).hasMessageContaining("forbidden");
    }

    @Test
    void toldToLookAfterAllItSaysThatItMayNot() {
        assertThatThrownBy(() -> OperatorProcess.start(client, Set.of(), Optional.empty()))
                .isInstanceOf(OperatorProcess.CannotStart.class)
                .hasMessageContaining("does not let this operator read StockClusters");
    }

    @Test
    void itsOwnCheckFindsEverythingThereThatItNeeds() {
        OperatorSettings settings =
                OperatorSettings.read(Map.of("WATCH_NAMESPACES", shop.namespace() + "," + depot.namespace()), false);

        assertThat(new InstallationCheck(client, settings).problems()).isEmpty();
    }

    @Test
    void itsOwnCheckNamesWhatIsMissing() {
        OperatorSettings settings = OperatorSettings.read(
                Map.of(
                        "WATCH_NAMESPACES", stranger.namespace(),
                        "LEASE_NAME", "local-operator",
                        "OPERATOR_NAMESPACE", "stock-system"),
                false);

        assertThat(new InstallationCheck(client, settings).problems())
                .anyMatch(problem -> problem.startsWith(
                        "the operator may watch pods in namespace " + stranger.namespace() + "? Kubernetes says no"))
                .anyMatch(problem -> problem.contains("nobody holds the Lease local-operator"));
    }
}
