package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.stockcluster.crds.v1.MountedVolume;
import io.stockcluster.crds.v1.PodTemplate;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.crds.v1.Variable;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A Secret of the user's that pods of a tier read, or one entry of it. Pods read at their start, so another content is
 * another reason to replace them. Secrets that an image is pulled with are none: a running pod has its image.
 *
 * @param entry empty: all of it
 */
public record NamedSecret(String name, Optional<String> entry) implements Comparable<NamedSecret> {

    private static final Comparator<NamedSecret> BY_NAME =
            Comparator.comparing(NamedSecret::name).thenComparing(secret -> secret.entry.orElse(""));

    /** In order, each once. */
    public static List<NamedSecret> of(StockCluster cluster, Component component) {
        PodTemplate template = component == Component.ACTOR
                ? cluster.wanted().actors().podTemplate()
                : cluster.wanted().http().podTemplate();
        return Stream.of(inVariables(template), inVolumes(template), publicKey(cluster, component))
                .flatMap(Function.identity())
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<NamedSecret> publicKey(StockCluster cluster, Component component) {
        return Optional.ofNullable(cluster.wanted().auth().publicKeySecret())
                .filter(key -> component == Component.HTTP)
                .map(key -> new NamedSecret(key.name(), Optional.of(key.key())))
                .stream();
    }

    private static Stream<NamedSecret> inVariables(PodTemplate template) {
        return template.env().stream()
                .map(Variable::valueFrom)
                .filter(Objects::nonNull)
                .map(EnvVarSource::getSecretKeyRef)
                .filter(Objects::nonNull)
                .map(entry -> new NamedSecret(entry.getName(), Optional.of(entry.getKey())));
    }

    private static Stream<NamedSecret> inVolumes(PodTemplate template) {
        Stream<String> whole = template.volumes().stream()
                .map(MountedVolume::secret)
                .filter(Objects::nonNull)
                .map(volume -> volume.getSecretName());
        Stream<String> projected = template.volumes().stream()
                .map(MountedVolume::projected)
                .filter(Objects::nonNull)
                .flatMap(volume -> volume.getSources().stream())
                .filter(source -> source.getSecret() != null)
                .map(source -> source.getSecret().getName());
        return Stream.concat(whole, projected)
                .filter(Objects::nonNull)
                .map(name -> new NamedSecret(name, Optional.empty()));
    }

    /** As it is written into the pods' annotation. */
    @Override
    public String toString() {
        return entry.map(one -> name + "/" + one).orElse(name);
    }

    @Override
    public int compareTo(NamedSecret other) {
        return BY_NAME.compare(this, other);
    }
}
