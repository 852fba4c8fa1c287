package io.stockcluster.operator;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
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
import io.stockcluster.operator.act.Farewell;
import io.stockcluster.operator.act.Written;
import io.stockcluster.operator.desired.Surroundings;
import io.stockcluster.operator.metrics.OperatorMetrics;
import io.stockcluster.operator.observe.NamedSecrets;
import io.stockcluster.operator.observe.Observed;
import io.stockcluster.operator.observe.Obstacle;
import io.stockcluster.operator.observe.Said;
import io.stockcluster.operator.observe.Watches;
import io.stockcluster.operator.rollout.Plan;
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
 *   <li>Observe: what is there, from the watches' caches, and what the actor nodes themselves say.
 *   <li>Plan: the one next step with the actor nodes.
 *   <li>Act: write what is not as it should be, and nothing else; take the step.
 *   <li>Report: the status, where it says something new.
 * </ol>
 *
 * <p>Nothing here waits: whatever has to be waited for (a pod that becomes ready) is an event that makes this run again.
 * What makes no event is looked at again after a while: twice a second while something is to be done that only the nodes
 * can tell of, else rarely, so that many clusters that wait for their pods cost next to nothing.
 */
@ControllerConfiguration(
        name = "stockcluster",
        fieldManager = "stockcluster-operator-status",
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = Said.class))
@GradualRetry(
        maxAttempts = StockClusterReconciler.FOR_EVER,
        initialInterval = 1000,
        intervalMultiplier = 2,
        maxInterval = 60_000)
public final class StockClusterReconciler implements Reconciler<StockCluster> {

    /** Giving up after some attempts would leave a cluster alone until its next event, which may never come. */
    static final int FOR_EVER = -1;

    private static final Logger LOG = LoggerFactory.getLogger(StockClusterReconciler.class);
    private static final Duration RARELY = Duration.ofSeconds(30);

    /** What Kubernetes tells of may be late for its deadline, and that is to be said. */
    private static final Duration AT_TIMES = Duration.ofSeconds(5);

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private final NamedSecrets namedSecrets = new NamedSecrets();
    private final Farewell farewell;
    private final ClusterWriter writer;
    private final Rollout rollout;
    private final Optional<String> nodeImage;
    private final Surroundings surroundings;
    private final OperatorMetrics metrics;
    private final Clock clock;
    private final BooleanSupplier stopping;

    /**
     * @param nodeImage the image of clusters that name none
     * @param stopping whether the operator is about to stop, told before its watches are, or must not act any more
     */
    StockClusterReconciler(
            ClusterWriter writer,
            Farewell farewell,
            Rollout rollout,
            Optional<String> nodeImage,
            Surroundings surroundings,
            OperatorMetrics metrics,
            Clock clock,
            BooleanSupplier stopping) {
        this.writer = writer;
        this.farewell = farewell;
        this.rollout = rollout;
        this.nodeImage = nodeImage;
        this.surroundings = surroundings;
        this.metrics = metrics;
        this.clock = clock;
        this.stopping = stopping;
    }

    @Override
    public List<EventSource<?, StockCluster>> prepareEventSources(EventSourceContext<StockCluster> context) {
        return Watches.all(context, surroundings, rollout.seesMachines(), farewell::consider);
    }

    @Override
    public UpdateControl<StockCluster> reconcile(StockCluster cluster, Context<StockCluster> context) {
        namedSecrets.follow(cluster, context);
        Observed seen = Observed.of(context, surroundings);
        if (stopping.getAsBoolean()) {
            // The framework empties the caches while reconciles still run: what was seen may be a cluster without pods.
            return UpdateControl.noUpdate();
        }
        if (rollout.isBehind(cluster, seen)) {
            return UpdateControl.<StockCluster>noUpdate().rescheduleAfter(AT_ONCE);
        }
        Optional<Plan> plan = rollout.plan(cluster, seen, context);
        Written written = bringAbout(cluster, seen, plan);
        if (!written.applied().isEmpty()) {
            written.applied().forEach(metrics::wrote);
            LOG.info("{}/{}: applied {}", cluster.namespace(), cluster.name(), written.applied());
            rollout.remember(cluster, written.after());
        }
        Optional<String> refusal = plan.flatMap(known -> rollout.take(known, cluster, seen));
        return report(cluster, written, plan, refusal);
    }

    private Written bringAbout(StockCluster cluster, Observed seen, Optional<Plan> plan) {
        if (Boolean.TRUE.equals(cluster.wanted().paused())) {
            return Written.nothing(seen, List.of());
        }
        return Optional.ofNullable(cluster.wanted().image())
                .or(() -> nodeImage)
                .map(image -> writer.bringAbout(cluster, image, seen, rollout.stage(cluster, seen, plan)))
                .orElseGet(() -> Written.nothing(seen, List.of(noImage())));
    }

    private UpdateControl<StockCluster> report(
            StockCluster cluster, Written written, Optional<Plan> plan, Optional<String> refusal) {
        StockClusterStatus status = StatusReport.of(
                cluster, written.after(), written.obstacles(), plan, written.changes(), refusal, clock.instant());
        metrics.cluster(cluster.namespace(), cluster.name(), status.phase() == Phase.READY);
        StatusReport.news(Optional.ofNullable(cluster.getStatus()), status)
                .forEach(told -> rollout.tell(cluster, told));
        UpdateControl<StockCluster> control = status.equals(cluster.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(withStatus(cluster, status));
        return control.rescheduleAfter(again(plan));
    }

    private static Duration again(Optional<Plan> plan) {
        if (plan.isEmpty()) {
            return RARELY;
        }
        if (plan.get().isAtRest()) {
            return plan.get().isWhole() || plan.get().awaitsKubernetes() ? RARELY : SOON;
        }
        if (!plan.get().isToldWhenToGoOn()) {
            return AT_ONCE;
        }
        return plan.get().memory().deadline() == null ? RARELY : AT_TIMES;
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
