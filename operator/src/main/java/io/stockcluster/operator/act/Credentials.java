package io.stockcluster.operator.act;

import io.fabric8.kubernetes.api.model.Secret;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.desired.Component;
import io.stockcluster.operator.desired.DesiredResources;
import io.stockcluster.operator.desired.Fingerprints;
import io.stockcluster.operator.desired.Names;
import io.stockcluster.operator.desired.SecretEntries;
import io.stockcluster.operator.observe.Observed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The Secrets of a cluster: made once, with random content, and then kept. Only one that is gone, or lacks an entry, is
 * made anew; an entry that somebody put there stays.
 */
final class Credentials {

    private static final Set<String> TOKEN = Set.of(SecretEntries.TOKEN);
    private static final Set<String> KEY_PAIR = Set.of(SecretEntries.PRIVATE_KEY, SecretEntries.PUBLIC_KEY);

    private final Applier applier;
    private final KeyPairs keyPairs = new KeyPairs();

    Credentials(Applier applier) {
        this.applier = applier;
    }

    /** Empty where one of them cannot be had; the outcomes say why. */
    Optional<Fingerprints> ensure(StockCluster cluster, Observed seen, List<Outcome> outcomes) {
        Names names = Names.of(cluster);
        Optional<Secret> token = ensure(cluster, names.managementToken(), TOKEN, KeyMaterial::token, seen, outcomes);
        if (token.isEmpty() || !cluster.wanted().auth().needsKeyPair()) {
            return token.map(secret -> fingerprints(cluster, seen, secret, Optional.empty()));
        }
        return ensure(cluster, names.signingKey(), KEY_PAIR, keyPairs::take, seen, outcomes)
                .map(key -> fingerprints(cluster, seen, token.get(), Optional.of(key)));
    }

    private static Fingerprints fingerprints(
            StockCluster cluster, Observed seen, Secret token, Optional<Secret> signingKey) {
        return new Fingerprints(
                fingerprint(token),
                signingKey.map(Credentials::fingerprint),
                NamedFingerprints.of(cluster, Component.ACTOR, seen),
                NamedFingerprints.of(cluster, Component.HTTP, seen));
    }

    private Optional<Secret> ensure(
            StockCluster cluster,
            String name,
            Set<String> entries,
            Supplier<Map<String, String>> content,
            Observed seen,
            List<Outcome> outcomes) {
        Outcome outcome = seen.find(Secret.class, name)
                .filter(cached -> isComplete(cached, entries))
                .<Outcome>map(Outcome.Unchanged::new)
                .orElseGet(() -> readOrMake(cluster, name, entries, content));
        outcomes.add(outcome);
        return switch (outcome) {
            case Outcome.Unchanged unchanged -> Optional.of((Secret) unchanged.live());
            case Outcome.Applied applied -> Optional.of((Secret) applied.live());
            case Outcome.Blocked blocked -> Optional.empty();
        };
    }

    /**
     * The cache may not have it yet, and for a moment another operator may be at work: a second random token in its place
     * would shut the first pods out. So it is looked for, and then created, which fails where somebody was quicker.
     */
    private Outcome readOrMake(
            StockCluster cluster, String name, Set<String> entries, Supplier<Map<String, String>> content) {
        Secret empty = DesiredResources.secret(cluster, name, Map.of());
        Optional<Secret> live = applier.read(empty).map(Secret.class::cast);
        if (live.isPresent() && !applier.belongs(cluster, live.get())) {
            return applier.taken(live.get());
        }
        if (live.isPresent() && isComplete(live.get(), entries)) {
            return new Outcome.Unchanged(live.get());
        }
        Secret wanted = DesiredResources.secret(cluster, name, content.get());
        return live.isPresent()
                ? applier.write(wanted)
                : applier.create(wanted).orElseGet(() -> readOrMake(cluster, name, entries, content));
    }

    private static boolean isComplete(Secret secret, Set<String> entries) {
        return secret.getData() != null
                && entries.stream()
                        .allMatch(entry ->
                                !secret.getData().getOrDefault(entry, "").isEmpty());
    }

    private static String fingerprint(Secret secret) {
        return Fingerprint.of(new TreeMap<>(secret.getData()).toString());
    }
}
