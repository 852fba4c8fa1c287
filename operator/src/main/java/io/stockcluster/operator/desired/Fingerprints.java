package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What changes when a Secret that pods read at their start changes: they carry it as an annotation, so that they are
 * replaced then, and no two nodes go on with different credentials.
 *
 * @param signingKey empty where the operator makes no key pair
 * @param actors of the Secrets that the user named for actor pods
 * @param http of those for HTTP pods
 */
public record Fingerprints(
        String managementToken,
        Optional<String> signingKey,
        SortedMap<NamedSecret, String> actors,
        SortedMap<NamedSecret, String> http) {

    /** On the pods: what they were made with. */
    static final String NAMED = "stockcluster.io/secrets";

    static String text(SortedMap<NamedSecret, String> named) {
        return named.entrySet().stream()
                .map(secret -> secret.getKey() + "=" + secret.getValue())
                .collect(Collectors.joining(","));
    }

    /** What a tier's template says of a Secret. */
    public static Optional<String> in(StatefulSet tier, NamedSecret secret) {
        return Optional.ofNullable(tier.getSpec().getTemplate().getMetadata().getAnnotations())
                .map(annotations -> annotations.get(NAMED))
                .flatMap(text -> Stream.of(text.split(",", -1))
                        .filter(one -> one.startsWith(secret + "="))
                        .map(one -> one.substring(one.indexOf('=') + 1))
                        .findFirst());
    }
}
