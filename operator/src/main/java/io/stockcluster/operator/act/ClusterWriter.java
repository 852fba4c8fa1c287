package io.stockcluster.operator.act;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.desired.DesiredResources;
import io.stockcluster.operator.desired.Fingerprints;
import io.stockcluster.operator.desired.Names;
import io.stockcluster.operator.desired.Stage;
import io.stockcluster.operator.observe.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a cluster's resources be what they should be. */
public final class ClusterWriter {

    private final Applier applier;
    private final Credentials credentials;

    public ClusterWriter(KubernetesClient client) {
        this.applier = new Applier(client);
        this.credentials = new Credentials(applier);
    }

    /** Without its credentials no pod could start, so they come first, and nothing else comes where they cannot be made. */
    public Written bringAbout(StockCluster cluster, String image, Observed seen, Stage stage) {
        List<Outcome> outcomes = new ArrayList<>();
        Optional<Fingerprints> fingerprints = credentials.ensure(cluster, seen, outcomes);
        fingerprints.ifPresent(prints -> {
            for (HasMetadata wanted : DesiredResources.of(cluster, image, prints, stage)) {
                Outcome outcome = applier.apply(cluster, wanted, seen);
                outcomes.add(outcome);
                if (isAnotherActorTier(cluster, seen, outcome)) {
                    break;
                }
            }
        });
        return Written.of(seen, outcomes);
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
