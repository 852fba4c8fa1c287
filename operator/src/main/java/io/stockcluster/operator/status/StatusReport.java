package io.stockcluster.operator.status;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.stockcluster.crds.v1.Condition;
import io.stockcluster.crds.v1.Phase;
import io.stockcluster.crds.v1.ScaledTier;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.crds.v1.StockClusterStatus;
import io.stockcluster.crds.v1.Tier;
import io.stockcluster.operator.desired.Component;
import io.stockcluster.operator.desired.Labels;
import io.stockcluster.operator.desired.Names;
import io.stockcluster.operator.observe.Observed;
import io.stockcluster.operator.observe.Obstacle;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The whole status of a cluster, as it is now. */
public final class StatusReport {

    private StatusReport() {}

    public static StockClusterStatus of(StockCluster cluster, Observed seen, List<Obstacle> obstacles, Instant now) {
        Names names = Names.of(cluster);
        TierProgress actors = new TierProgress(
                "actor",
                cluster.wanted().actors().replicas(),
                seen.find(StatefulSet.class, names.actors()),
                seen.pods(Component.ACTOR));
        TierProgress http = new TierProgress(
                "HTTP",
                cluster.wanted().http().replicas(),
                seen.find(StatefulSet.class, names.http()),
                seen.pods(Component.HTTP));
        Verdict verdict = Verdict.of(obstacles, List.of(actors, http));
        return new StockClusterStatus(
                cluster.getMetadata().getGeneration(),
                List.of(condition(cluster, verdict, now)),
                phase(verdict, actors, http),
                new Tier(actors.ready(), actors.desired()),
                new ScaledTier(http.ready(), http.desired(), http.current()),
                null,
                null,
                Labels.selectorText(cluster, Component.HTTP));
    }

    /** The time stays what it was as long as the status does, whatever the reason and the sentence. */
    private static Condition condition(StockCluster cluster, Verdict verdict, Instant now) {
        String status = verdict.ready() ? "True" : "False";
        String since = Optional.ofNullable(cluster.getStatus())
                .flatMap(before -> before.condition(Condition.READY))
                .filter(condition -> condition.status().equals(status))
                .map(Condition::lastTransitionTime)
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new Condition(
                Condition.READY,
                status,
                verdict.reason(),
                verdict.sentence(),
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
