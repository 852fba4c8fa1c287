package io.stockcluster.operator;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.stockcluster.crds.v1.Phase;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.crds.v1.StockClusterStatus;
import io.stockcluster.operator.act.ClusterWriter;
import io.stockcluster.operator.act.Written;
import io.stockcluster.operator.desired.Surroundings;
import io.stockcluster.operator.metrics.OperatorMetrics;
import io.stockcluster.operator.observe.Observed;
import io.stockcluster.operator.observe.Obstacle;
import io.stockcluster.operator.observe.Watches;
import io.stockcluster.operator.status.StatusReport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a StockCluster be what its spec asks for.
 *
 * <ol>
 *   <li>Observe: what is there, from the watches' caches.
 *   <li>Act: write what is not as it should be, and nothing else.
 *   <li>Report: the status, where it says something new.
 * </ol>
 *
 * <p>Nothing here waits: whatever has to be waited for (a pod that becomes ready) is an event that makes this run again.
 * Only an obstacle that somebody else must remove is looked at again after a while, since its removal may make no event.
 *
 * <p>Events of the resource itself count where its generation changed, that is, its spec. Nothing is read from its
 * annotations; should that change, generation-aware event processing must go, since they do not change the generation.
 */
@ControllerConfiguration(name = "stockcluster", fieldManager = "stockcluster-operator-status")
@GradualRetry(
        maxAttempts = StockClusterReconciler.FOR_EVER,
        initialInterval = 1000,
        intervalMultiplier = 2,
        maxInterval = 60_000)
public final class StockClusterReconciler implements Reconciler<StockCluster> {

    /** Giving up after some attempts would leave a cluster alone until its next event, which may never come. */
    static final int FOR_EVER = -1;

    private static final Logger LOG = LoggerFactory.getLogger(StockClusterReconciler.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final ClusterWriter writer;
    private final Optional<String> nodeImage;
    private final Surroundings surroundings;
    private final OperatorMetrics metrics;
    private final Clock clock;
    private final BooleanSupplier stopping;

    /**
     * @param nodeImage the image of clusters that name none
     * @param stopping whether the operator is about to stop, told before its watches are, or must not act any more
     */
    public StockClusterReconciler(
            ClusterWriter writer,
            Optional<String> nodeImage,
            Surroundings surroundings,
            OperatorMetrics metrics,
            Clock clock,
            BooleanSupplier stopping) {
        this.writer = writer;
        this.nodeImage = nodeImage;
        this.surroundings = surroundings;
        this.metrics = metrics;
        this.clock = clock;
        this.stopping = stopping;
    }

    @Override
    public List<EventSource<?, StockCluster>> prepareEventSources(EventSourceContext<StockCluster> context) {
        return Watches.all(context, surroundings);
    }

    @Override
    public UpdateControl<StockCluster> reconcile(StockCluster cluster, Context<StockCluster> context) {
        Observed seen = Observed.of(context, surroundings);
        if (stopping.getAsBoolean()) {
            // The framework empties the caches while reconciles still run: what was seen may be a cluster without pods.
            return UpdateControl.noUpdate();
        }
        Written written = bringAbout(cluster, seen);
        if (!written.applied().isEmpty()) {
            written.applied().forEach(metrics::wrote);
            LOG.info("{}/{}: applied {}", cluster.namespace(), cluster.name(), written.applied());
        }
        return report(cluster, written);
    }

    private Written bringAbout(StockCluster cluster, Observed seen) {
        return Optional.ofNullable(cluster.wanted().image())
                .or(() -> nodeImage)
                .map(image -> writer.bringAbout(cluster, image, seen))
                .orElseGet(() -> new Written(seen, List.of(), List.of(noImage())));
    }

    private UpdateControl<StockCluster> report(StockCluster cluster, Written written) {
        StockClusterStatus status = StatusReport.of(cluster, written.after(), written.obstacles(), clock.instant());
        metrics.cluster(cluster.namespace(), cluster.name(), status.phase() == Phase.READY);
        UpdateControl<StockCluster> control = status.equals(cluster.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(withStatus(cluster, status));
        return written.obstacles().isEmpty() ? control : control.rescheduleAfter(LOOK_AGAIN);
    }

    /** A fresh object with the status alone: an apply of more would make the operator an owner of the spec. */
    private static StockCluster withStatus(StockCluster cluster, StockClusterStatus status) {
        StockCluster patch = new StockCluster();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(cluster.name())
                .withNamespace(cluster.namespace())
                .build());
        patch.setStatus(status);
        return patch;
    }

    private static Obstacle noImage() {
        return new Obstacle(
                Obstacle.Kind.NO_IMAGE,
                "There is no image to run: set spec.image, or give the operator a default in STOCK_NODE_IMAGE");
    }
}
