package io.stockcluster.operator.status;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.stockcluster.crds.v1.Condition;
import io.stockcluster.crds.v1.Phase;
import io.stockcluster.crds.v1.PlanStatus;
import io.stockcluster.crds.v1.RolledBackStatus;
import io.stockcluster.crds.v1.RolloutStatus;
import io.stockcluster.crds.v1.ScaledTier;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.crds.v1.StockClusterStatus;
import io.stockcluster.crds.v1.Tier;
import io.stockcluster.operator.desired.Component;
import io.stockcluster.operator.desired.Labels;
import io.stockcluster.operator.desired.Names;
import io.stockcluster.operator.observe.Observed;
import io.stockcluster.operator.observe.Obstacle;
import io.stockcluster.operator.rollout.Plan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The whole status of a cluster, as it is now. */
public final class StatusReport {

    private static final Set<String> BAD =
            Set.of(Condition.DEGRADED, Condition.ROLLOUT_BLOCKED, Condition.SCALE_DOWN_BLOCKED);

    private StatusReport() {}

    /**
     * The status to write.
     *
     * @param plan empty where there is nothing yet to plan for
     * @param changes what is new in the actor pods' template
     * @param refusal why what was decided was not done
     */
    public static StockClusterStatus of(
            StockCluster cluster,
            Observed seen,
            List<Obstacle> obstacles,
            Optional<Plan> plan,
            List<PlanStatus.Change> changes,
            Optional<String> refusal,
            Instant now) {
        Names names = Names.of(cluster);
        TierProgress actors = new TierProgress(
                "actor",
                cluster.wanted().actors().replicas(),
                seen.find(StatefulSet.class, names.actors()),
                seen.pods(Component.ACTOR),
                plan.flatMap(Plan::handsOver),
                now);
        TierProgress http = new TierProgress(
                "HTTP",
                cluster.wanted().http().replicas(),
                seen.find(StatefulSet.class, names.http()),
                seen.pods(Component.HTTP),
                Optional.empty(),
                now);
        Verdict verdict = Verdict.of(
                obstacles, plan.flatMap(Plan::rolledBack).map(RolledBackStatus::because), List.of(actors, http));
        List<Claim> claims = new ArrayList<>();
        claims.add(new Claim(Condition.READY, verdict.ready(), verdict.reason().word(), verdict.sentence()));
        claims.add(stalled(verdict));
        claims.addAll(
                new RolloutConditions(plan, refusal, obstacles, actors.trouble().or(http::trouble), now).all());
        return new StockClusterStatus(
                cluster.getMetadata().getGeneration(),
                claims.stream().map(claim -> condition(cluster, claim, now)).toList(),
                phase(verdict, actors, http),
                new Tier(actors.ready(), actors.desired()),
                new ScaledTier(http.ready(), http.desired(), http.current()),
                plan.map(Plan::memory)
                        .filter(memory -> !memory.equals(RolloutStatus.NONE))
                        .orElse(null),
                proposal(cluster, plan, changes).orElse(null),
                plan.flatMap(Plan::rolledBack).orElse(null),
                Labels.selectorText(cluster, Component.HTTP));
    }

    private static Claim stalled(Verdict verdict) {
        return verdict.stuck()
                ? new Claim(Condition.STALLED, true, verdict.reason().word(), verdict.sentence())
                : new Claim(Condition.STALLED, false, Reason.NOTHING_BROKEN.word(), "It gets further by itself");
    }

    /** Nothing is compared while nothing is written: then the plan shows what it did. */
    private static Optional<PlanStatus> proposal(
            StockCluster cluster, Optional<Plan> plan, List<PlanStatus.Change> changes) {
        return plan.flatMap(Plan::proposal)
                .map(proposed ->
                        Boolean.TRUE.equals(cluster.wanted().paused()) ? proposed : proposed.withChanges(changes));
    }

    /** Bad news that were none before. */
    public static List<Told> news(Optional<StockClusterStatus> before, StockClusterStatus now) {
        return now.conditions().stream()
                .filter(condition ->
                        BAD.contains(condition.type()) && condition.status().equals("True"))
                .filter(condition -> before.flatMap(old -> old.condition(condition.type()))
                        .filter(old ->
                                old.status().equals("True") && old.reason().equals(condition.reason()))
                        .isEmpty())
                .map(condition -> new Told(condition.reason(), condition.message(), true))
                .toList();
    }

    /** The time stays what it was as long as the status does, whatever the reason and the sentence. */
    private static Condition condition(StockCluster cluster, Claim claim, Instant now) {
        String since = Optional.ofNullable(cluster.getStatus())
                .flatMap(before -> before.condition(claim.type()))
                .filter(condition -> condition.status().equals(claim.status()))
                .map(Condition::lastTransitionTime)
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new Condition(
                claim.type(),
                claim.status(),
                claim.reason(),
                claim.sentence(),
                since,
                cluster.getMetadata().getGeneration());
    }

    private static Phase phase(Verdict verdict, TierProgress actors, TierProgress http) {
        if (verdict.ready()) {
            return Phase.READY;
        }
        if (verdict.stuck()) {
            return Phase.FAILED;
        }
        return actors.ready() + http.ready() == 0 ? Phase.PENDING : Phase.PROGRESSING;
    }
}
