package io.stockcluster.operator.act;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.desired.DesiredResources;
import io.stockcluster.operator.desired.Fingerprints;
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
    public Written bringAbout(StockCluster cluster, String image, Observed seen) {
        List<Outcome> outcomes = new ArrayList<>();
        Optional<Fingerprints> fingerprints = credentials.ensure(cluster, seen, outcomes);
        fingerprints.ifPresent(prints -> {
            for (HasMetadata wanted : DesiredResources.of(cluster, image, prints)) {
                outcomes.add(applier.apply(cluster, wanted, seen));
            }
        });
        return Written.of(seen, outcomes);
    }
}
