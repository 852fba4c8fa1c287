package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.stockcluster.crds.v1.StockCluster;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a cluster is to be made of where the spec has its way. */
final class Wanted {

    static final Fingerprints FINGERPRINTS =
            new Fingerprints("aaaa", Optional.of("bbbb"), new TreeMap<>(), new TreeMap<>());

    private Wanted() {}

    static SortedMap<NamedSecret, String> named(StockCluster cluster, Component component) {
        SortedMap<NamedSecret, String> named = new TreeMap<>();
        NamedSecret.of(cluster, component).forEach(secret -> named.put(secret, "dddd"));
        return named;
    }

    static List<HasMetadata> resources(
            StockCluster cluster, String image, Fingerprints fingerprints, Surroundings surroundings, Stage stage) {
        ActorTemplate actors =
                new ActorTemplate("cccc", "cccc", DesiredResources.actorTemplate(cluster, image, fingerprints, stage));
        return DesiredResources.of(cluster, image, fingerprints, surroundings, stage, actors);
    }
}
