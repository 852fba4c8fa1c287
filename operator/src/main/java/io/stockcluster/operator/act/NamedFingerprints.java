package io.stockcluster.operator.act;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.desired.Component;
import io.stockcluster.operator.desired.Fingerprints;
import io.stockcluster.operator.desired.NamedSecret;
import io.stockcluster.operator.desired.Names;
import io.stockcluster.operator.observe.Observed;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Of the Secrets that the user named. One that is not there says what it said last: pods that run must not be replaced by
 * ones that cannot start without it.
 */
final class NamedFingerprints {

    private NamedFingerprints() {}

    static SortedMap<NamedSecret, String> of(StockCluster cluster, Component component, Observed seen) {
        Names names = Names.of(cluster);
        Optional<StatefulSet> tier =
                seen.find(StatefulSet.class, component == Component.ACTOR ? names.actors() : names.http());
        SortedMap<NamedSecret, String> fingerprints = new TreeMap<>();
        for (NamedSecret named : NamedSecret.of(cluster, component)) {
            fingerprints.put(
                    named,
                    content(named, seen)
                            .map(Fingerprint::of)
                            .or(() -> tier.flatMap(set -> Fingerprints.in(set, named)))
                            .orElse("missing"));
        }
        return fingerprints;
    }

    private static Optional<String> content(NamedSecret named, Observed seen) {
        Optional<Map<String, String>> data = seen.find(Secret.class, named.name())
                .map(secret -> Optional.ofNullable(secret.getData()).orElse(Map.of()));
        return named.entry().isPresent()
                ? data.map(entries -> entries.get(named.entry().get()))
                : data.map(entries -> new TreeMap<>(entries).toString());
    }
}
