package io.stockcluster.operator;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.act.ClusterWriter;
import io.stockcluster.operator.act.Farewell;
import io.stockcluster.operator.desired.Surroundings;
import io.stockcluster.operator.metrics.OperatorMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running operator: it looks before it starts, so that what is missing is said in a sentence. */
public final class OperatorProcess implements AutoCloseable {

    /** Less than the time between losing the turn and somebody else's having it. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(4);

    private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);
    private static final Set<Integer> PERMANENT = Set.of(401, 403, 404);

    private final Operator operator;
    private final Surroundings surroundings;
    private final AtomicBoolean stopping;

    private OperatorProcess(Operator operator, Surroundings surroundings, AtomicBoolean stopping) {
        this.operator = operator;
        this.surroundings = surroundings;
        this.stopping = stopping;
    }

    /**
     * What an operator is started with.
     *
     * @param namespaces those to look after; empty: all
     * @param nodeImage the image of clusters that name none
     * @param ownNamespace where the operator's pod is; empty: it runs outside of Kubernetes
     * @param turn whether it may act, asked before each step
     */
    public record Setup(
            Set<String> namespaces,
            Optional<String> nodeImage,
            Optional<String> ownNamespace,
            OperatorMetrics metrics,
            BooleanSupplier turn) {}

    /** The same as the only operator there is, outside of Kubernetes. */
    public static OperatorProcess start(KubernetesClient client, Set<String> namespaces, Optional<String> nodeImage) {
        return start(client, new Setup(namespaces, nodeImage, Optional.empty(), new OperatorMetrics(), () -> true));
    }

    /**
     * Starts looking after clusters; returns once every watch has its first list.
     *
     * @throws CannotStart with what is missing, in a sentence
     */
    public static OperatorProcess start(KubernetesClient client, Setup setup) {
        Set<String> namespaces = setup.namespaces();
        Surroundings surroundings = look(client, namespaces, setup.ownNamespace());
        List<String> lacking = InstalledDefinition.lacks(client);
        if (!lacking.isEmpty()) {
            LOG.warn(
                    "The installed definition of StockCluster is older than this operator, and lacks {}: what users set of"
                            + " it is dropped, and a status that tells any of it is refused. Install the one of this"
                            + " version (helm upgrade, or kubectl apply --server-side -f helm/install.yaml)",
                    lacking);
        }
        AtomicBoolean stopping = new AtomicBoolean();
        Rollout rollout = new Rollout(client, namespaces.isEmpty(), setup.metrics(), Clock.systemUTC());
        Operator operator = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withMetrics(new FrameworkMetrics(setup.metrics(), rollout::forget))
                .withReconciliationTerminationTimeout(STOP_WITHIN)
                .withCloseClientOnStop(false));
        operator.register(
                new StockClusterReconciler(
                        new ClusterWriter(client, surroundings),
                        new Farewell(client),
                        rollout,
                        setup.nodeImage(),
                        surroundings,
                        setup.metrics(),
                        Clock.systemUTC(),
                        () -> stopping.get() || !setup.turn().getAsBoolean()),
                configuration -> {
                    if (!namespaces.isEmpty()) {
                        configuration.settingNamespaces(namespaces);
                    }
                });
        try {
            operator.start();
        } catch (OperatorException e) {
            throw new CannotStart("The watches could not be started: " + rootCause(e), e, true);
        }
        return new OperatorProcess(operator, surroundings, stopping);
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** Every watch is connected. */
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

    private static Surroundings look(KubernetesClient client, Set<String> namespaces, Optional<String> ownNamespace) {
        try {
            var clusters = client.resources(StockCluster.class);
            if (namespaces.isEmpty()) {
                clusters.inAnyNamespace().list(one());
            }
            namespaces.forEach(namespace -> clusters.inNamespace(namespace).list(one()));
            return Discovery.look(client, ownNamespace);
        } catch (KubernetesClientException e) {
            throw new CannotStart(sentence(client, e), e, !PERMANENT.contains(e.getCode()));
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

        private final boolean passing;

        CannotStart(String message, Throwable cause, boolean passing) {
            super(message, cause);
            this.passing = passing;
        }

        /** Whether it may well be there a little later, without anybody doing anything about it. */
        boolean isPassing() {
            return passing;
        }
    }
}
