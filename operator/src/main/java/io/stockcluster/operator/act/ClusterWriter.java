package io.stockcluster.operator.act;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.desired.ActorTemplate;
import io.stockcluster.operator.desired.DesiredResources;
import io.stockcluster.operator.desired.Fingerprints;
import io.stockcluster.operator.desired.Names;
import io.stockcluster.operator.desired.Stage;
import io.stockcluster.operator.desired.Surroundings;
import io.stockcluster.operator.observe.Observed;
import io.stockcluster.operator.observe.Obstacle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a cluster's resources be what they should be. */
public final class ClusterWriter {

    private final Applier applier;
    private final Credentials credentials;
    private final Pruner pruner;
    private final LastComplete lastComplete;
    private final Surroundings surroundings;

    public ClusterWriter(KubernetesClient client, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.pruner = new Pruner(client);
        this.applier = new Applier(client);
        this.credentials = new Credentials(applier);
        this.lastComplete = new LastComplete(client.getKubernetesSerialization());
    }

    /** Without its credentials no pod could start, so they come first, and nothing else comes where they cannot be made. */
    public Written bringAbout(StockCluster cluster, String image, Observed seen, Stage stage) {
        List<Outcome> outcomes = new ArrayList<>();
        Optional<Fingerprints> fingerprints = credentials.ensure(cluster, seen, outcomes);
        if (fingerprints.isEmpty()) {
            return Written.of(seen, outcomes);
        }
        ActorTemplate actors = lastComplete.choose(
                cluster, DesiredResources.actorTemplate(cluster, image, fingerprints.get(), stage), seen, stage);
        List<HasMetadata> all =
                new ArrayList<>(DesiredResources.of(cluster, image, fingerprints.get(), surroundings, stage, actors));
        lastComplete.toKeep(cluster, actors, seen, stage).ifPresent(all::add);
        for (HasMetadata wanted : all) {
            Outcome outcome = applier.apply(cluster, wanted, seen);
            outcomes.add(outcome);
            if (isAnotherActorTier(cluster, seen, outcome)) {
                break;
            }
        }
        missingKind(cluster).ifPresent(outcomes::add);
        return Written.of(seen, outcomes).alsoDeleted(pruner.prune(cluster, all, seen));
    }

    private Optional<Outcome> missingKind(StockCluster cluster) {
        return cluster.wanted().http().route() == null || surroundings.routes()
                ? Optional.empty()
                : Optional.of(new Outcome.Blocked(new Obstacle(
                        Obstacle.Kind.KIND_MISSING,
                        "http.route needs the Gateway API's HTTPRoute (gateway.networking.k8s.io/v1), which is not"
                                + " installed: install it, or use http.ingress")));
    }

    /** The HTTP tier comes after: whether it has to wait for the actor nodes is seen the next time. */
    private static boolean isAnotherActorTier(StockCluster cluster, Observed seen, Outcome outcome) {
        String actors = Names.of(cluster).actors();
        return outcome instanceof Outcome.Applied(HasMetadata live)
                && live instanceof StatefulSet
                && live.getMetadata().getName().equals(actors)
                && seen.find(StatefulSet.class, actors).isPresent();
    }
}
