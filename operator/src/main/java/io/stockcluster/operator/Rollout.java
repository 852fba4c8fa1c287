package io.stockcluster.operator;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.stockcluster.crds.v1.Condition;
import io.stockcluster.crds.v1.RolledBackStatus;
import io.stockcluster.crds.v1.RolloutStatus;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.crds.v1.StockClusterStatus;
import io.stockcluster.operator.act.Events;
import io.stockcluster.operator.act.Steps;
import io.stockcluster.operator.desired.ActorTemplate;
import io.stockcluster.operator.desired.Component;
import io.stockcluster.operator.desired.Copying;
import io.stockcluster.operator.desired.Names;
import io.stockcluster.operator.desired.Stage;
import io.stockcluster.operator.metrics.OperatorMetrics;
import io.stockcluster.operator.observe.Machines;
import io.stockcluster.operator.observe.NodeViews;
import io.stockcluster.operator.observe.Observed;
import io.stockcluster.operator.observe.Snapshots;
import io.stockcluster.operator.rollout.CopyCount;
import io.stockcluster.operator.rollout.Decision;
import io.stockcluster.operator.rollout.NodeView;
import io.stockcluster.operator.rollout.Plan;
import io.stockcluster.operator.rollout.Planner;
import io.stockcluster.operator.rollout.Remembered;
import io.stockcluster.operator.status.Told;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the nodes, has the planner decide, and has the one step done. */
final class Rollout {

    private static final Logger LOG = LoggerFactory.getLogger(Rollout.class);

    private final NodeViews nodes = new NodeViews();
    private final Steps steps;
    private final Events events;
    private final boolean machines;
    private final OperatorMetrics metrics;
    private final Clock clock;

    private final Rolls rolls;

    /** Each cluster's actor StatefulSet as it was last written: what is older in a cache is not to be believed. */
    private final Map<ResourceID, ObjectMeta> written = new ConcurrentHashMap<>();

    /** @param machines whether the operator may see the machines that pods run on */
    Rollout(KubernetesClient client, boolean machines, OperatorMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.steps = new Steps(client);
        this.events = new Events(client);
        this.machines = machines;
        this.clock = clock;
        this.rolls = new Rolls(metrics);
    }

    boolean seesMachines() {
        return machines;
    }

    /** Empty as long as there is no StatefulSet to plan for. */
    Optional<Plan> plan(StockCluster cluster, Observed seen, Context<StockCluster> context) {
        Optional<StockClusterStatus> status = Optional.ofNullable(cluster.getStatus());
        Set<String> cordoned = machines ? Machines.cordoned(context) : Set.of();
        Map<String, NodeView> views = nodes.ask(seen.pods(Component.ACTOR));
        Instant now = clock.instant();
        return Snapshots.of(cluster, seen, copyCount(cluster, seen), views, cordoned, now)
                .map(snapshot -> Planner.next(snapshot, Remembered.of(status), now));
    }

    /** What the resources are to show of the plan. */
    Stage stage(StockCluster cluster, Observed seen, Optional<Plan> plan) {
        int there = actors(cluster, seen)
                .map(set -> set.getSpec().getReplicas())
                .orElse(cluster.wanted().actors().replicas());
        return new Stage(
                plan.map(Plan::decision)
                        .filter(Decision.Resize.class::isInstance)
                        .map(resize -> ((Decision.Resize) resize).replicas())
                        .orElse(there),
                Copying.next(cluster.wanted(), inForce(cluster, seen), isSettled(cluster, seen, plan)),
                plan.map(Plan::mayLoseAPod).orElse(false),
                plan.map(Plan::httpWaits).orElse(false),
                plan.flatMap(Plan::rolledBack).map(RolledBackStatus::template),
                plan.map(Plan::complete).orElse(false));
    }

    /** Whether what one would go back to is known: what all pods run, or, where they have just gone back, what they do. */
    private static boolean isSettled(StockCluster cluster, Observed seen, Optional<Plan> plan) {
        Optional<String> kept = seen.find(ConfigMap.class, Names.of(cluster).lastComplete())
                .flatMap(ActorTemplate.Kept::in)
                .map(ActorTemplate.Kept::fingerprint);
        boolean known = kept.isPresent() && kept.equals(actors(cluster, seen).flatMap(ActorTemplate::current));
        return plan.filter(
                        done -> (done.complete() && known) || done.rolledBack().isPresent())
                .isPresent();
    }

    /** The step itself, and an event of it. Answers why it was not done, where it was not. */
    Optional<String> take(Plan plan, StockCluster cluster, Observed seen) {
        Optional<String> refusal = steps.take(plan.decision(), cluster, seen);
        plan.waitsFor().ifPresent(unmet -> metrics.gateShut(unmet.check().word()));
        logWaiting(plan, cluster);
        rolls.see(ResourceID.fromResource(cluster), Component.ACTOR, plan.replacesARevision(), clock.instant());
        rolls.see(ResourceID.fromResource(cluster), Component.HTTP, httpRolls(cluster, seen), clock.instant());
        Told.event(plan).ifPresent(told -> {
            metrics.decided(told.reason());
            LOG.info(
                    "{}/{}: {}: {}{}",
                    cluster.namespace(),
                    cluster.name(),
                    told.reason(),
                    told.sentence(),
                    refusal.map(why -> " (not done: " + why + ")").orElse(""));
            if (refusal.isEmpty() && !isTold(told, cluster)) {
                events.tell(cluster, told, clock.instant());
            }
        });
        return refusal;
    }

    /** A node that takes its time to obey is told again at each look, and people are not. */
    private static boolean isTold(Told told, StockCluster cluster) {
        return Optional.ofNullable(cluster.getStatus())
                .flatMap(status -> status.condition(Condition.PROGRESSING))
                .filter(last ->
                        last.reason().equals(told.reason()) && last.message().equals(told.sentence()))
                .isPresent();
    }

    /** Whenever it is for something else: with what is done, that tells why each pod went when it did. */
    private static void logWaiting(Plan plan, StockCluster cluster) {
        Optional<String> before = Optional.ofNullable(cluster.getStatus())
                .map(StockClusterStatus::rollout)
                .map(RolloutStatus::blockedBy);
        plan.waitsFor()
                .filter(unmet -> !before.equals(Optional.of(unmet.check().word())))
                .ifPresent(unmet -> LOG.info(
                        "{}/{}: waits for {}: {}",
                        cluster.namespace(),
                        cluster.name(),
                        unmet.check().word(),
                        unmet.sentence()));
    }

    /** It is held at its revision until the actor nodes have theirs: that time is not its own. */
    private static boolean httpRolls(StockCluster cluster, Observed seen) {
        return seen.find(StatefulSet.class, Names.of(cluster).http())
                .filter(set ->
                        set.getSpec().getUpdateStrategy().getRollingUpdate().getPartition() == 0)
                .map(StatefulSet::getStatus)
                .filter(status -> !Objects.equals(status.getCurrentRevision(), status.getUpdateRevision()))
                .isPresent();
    }

    void tell(StockCluster cluster, Told told) {
        events.tell(cluster, told, clock.instant());
    }

    private static CopyCount copyCount(StockCluster cluster, Observed seen) {
        List<Copying> inForce = inForce(cluster, seen);
        return new CopyCount(
                Copying.wanted(cluster.wanted(), inForce),
                inForce.stream().skip(1).mapToInt(Copying::factor).min().orElse(1),
                inForce.stream().mapToInt(Copying::factor).max().orElse(1),
                Copying.mostAwaited(inForce));
    }

    /**
     * What actor nodes are told of copies that would start now, first, and what those that run were told. Where somebody has
     * changed the first by hand, it is the same as that of one that runs until it is put right.
     */
    private static List<Copying> inForce(StockCluster cluster, Observed seen) {
        Optional<StatefulSet> set = actors(cluster, seen);
        List<Copying> running = seen.pods(Component.ACTOR).stream()
                .filter(pod ->
                        set.filter(known -> Snapshots.isRemoved(pod, known)).isEmpty())
                .flatMap(pod -> Copying.of(pod.getSpec()).stream())
                .toList();
        return set.flatMap(known -> Copying.of(known.getSpec().getTemplate().getSpec()))
                .or(() -> running.stream().findFirst())
                .map(next -> Stream.concat(Stream.of(next), running.stream()).toList())
                .orElse(List.of());
    }

    void remember(StockCluster cluster, Observed after) {
        actors(cluster, after).ifPresent(set -> written.put(ResourceID.fromResource(cluster), set.getMetadata()));
    }

    /** Whether what was seen is older than what was written. */
    boolean isBehind(StockCluster cluster, Observed seen) {
        ObjectMeta last = written.get(ResourceID.fromResource(cluster));
        return last != null
                && actors(cluster, seen)
                        .map(StatefulSet::getMetadata)
                        .filter(now -> now.getUid().equals(last.getUid()) && now.getGeneration() < last.getGeneration())
                        .isPresent();
    }

    /** Of a cluster that is gone. */
    void forget(ResourceID cluster) {
        written.remove(cluster);
        rolls.forget(cluster);
    }

    private static Optional<StatefulSet> actors(StockCluster cluster, Observed seen) {
        return seen.find(StatefulSet.class, Names.of(cluster).actors());
    }
}
