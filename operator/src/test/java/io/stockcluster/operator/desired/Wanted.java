package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.stockcluster.crds.v1.StockCluster;
import java.util.List;

/** What a cluster is to be made of where the spec has its way. */
final class Wanted {

    private Wanted() {}

    static List<HasMetadata> resources(
            StockCluster cluster, String image, Fingerprints fingerprints, Surroundings surroundings, Stage stage) {
        ActorTemplate actors =
                new ActorTemplate("cccc", "cccc", DesiredResources.actorTemplate(cluster, image, fingerprints, stage));
        return DesiredResources.of(cluster, image, fingerprints, surroundings, stage, actors);
    }
}
