package io.stockcluster.operator;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.act.ClusterWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The running operator: it looks before it starts, so that what is missing is said in a sentence. */
public final class OperatorProcess implements AutoCloseable {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final Operator operator;
    private final AtomicBoolean stopping;

    private OperatorProcess(Operator operator, AtomicBoolean stopping) {
        this.operator = operator;
        this.stopping = stopping;
    }

    /**
     * Starts looking after clusters; returns once every watch has its first list.
     *
     * @param namespaces those to look after; empty: all
     * @param nodeImage the image of clusters that name none
     * @throws CannotStart with what is missing, in a sentence
     */
    public static OperatorProcess start(KubernetesClient client, Set<String> namespaces, Optional<String> nodeImage) {
        look(client, namespaces);
        AtomicBoolean stopping = new AtomicBoolean();
        Operator operator = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withReconciliationTerminationTimeout(STOP_WITHIN)
                .withCloseClientOnStop(false));
        operator.register(
                new StockClusterReconciler(
                        new ClusterWriter(client),
                        new Rollout(client, namespaces.isEmpty(), Clock.systemUTC()),
                        nodeImage,
                        Clock.systemUTC(),
                        stopping::get),
                configuration -> {
                    if (!namespaces.isEmpty()) {
                        configuration.settingNamespaces(namespaces);
                    }
                });
        operator.start();
        return new OperatorProcess(operator, stopping);
    }

    /** Every watch is connected, or about to be again. */
    public boolean isHealthy() {
        return operator.getRuntimeInfo().isStarted()
                && operator.getRuntimeInfo().allEventSourcesAreHealthy();
    }

    /** Waits for the reconciles that run, then stops. */
    @Override
    public void close() {
        stopping.set(true);
        operator.stop();
    }

    private static void look(KubernetesClient client, Set<String> namespaces) {
        try {
            var clusters = client.resources(StockCluster.class);
            if (namespaces.isEmpty()) {
                clusters.inAnyNamespace().list(one());
            }
            namespaces.forEach(namespace -> clusters.inNamespace(namespace).list(one()));
        } catch (KubernetesClientException e) {
            throw new CannotStart(sentence(client, e), e);
        }
    }

    private static ListOptions one() {
        return new ListOptionsBuilder().withLimit(1L).build();
    }

    private static String sentence(KubernetesClient client, KubernetesClientException e) {
        return switch (e.getCode()) {
            case 404 ->
                "The StockCluster resource is not known to this Kubernetes cluster: install its definition first"
                        + " (it is part of the chart helm/stockcluster)";
            case 401, 403 -> "Kubernetes does not let this operator read StockClusters: " + e.getMessage();
            default ->
                "No Kubernetes cluster answers at %s: %s. Run this in a pod with a service account, or set KUBECONFIG"
                        .formatted(client.getMasterUrl(), rootCause(e));
        };
    }

    private static String rootCause(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    /** Something that the operator needs is not there; the message says what. */
    public static final class CannotStart extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CannotStart(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
