package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.stockcluster.crds.v1.StockCluster;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The labels that everything of a cluster carries, and by which it is found again. */
public final class Labels {

    /** What the operator watches: nothing else reaches its caches. */
    public static final String MANAGED = "app.kubernetes.io/managed-by=stockcluster-operator";

    private static final String NAME = "app.kubernetes.io/name";
    private static final String INSTANCE = "app.kubernetes.io/instance";
    private static final String COMPONENT = "app.kubernetes.io/component";
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String PART_OF = "app.kubernetes.io/part-of";

    private Labels() {}

    /** On everything of a cluster that belongs to neither tier. */
    static Map<String, String> of(StockCluster cluster) {
        return of(cluster.name());
    }

    private static Map<String, String> of(String cluster) {
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put(NAME, "stock-node");
        labels.put(INSTANCE, cluster);
        labels.put(MANAGED_BY, "stockcluster-operator");
        labels.put(PART_OF, "stockcluster");
        return labels;
    }

    static Map<String, String> of(StockCluster cluster, Component component) {
        Map<String, String> labels = of(cluster);
        labels.put(COMPONENT, component.label());
        return labels;
    }

    /** What selects a tier's pods. A StatefulSet's selector cannot be changed, so neither can this. */
    static Map<String, String> selector(StockCluster cluster, Component component) {
        return selector(cluster.name(), component);
    }

    private static Map<String, String> selector(String cluster, Component component) {
        Map<String, String> labels = of(cluster);
        labels.put(COMPONENT, component.label());
        labels.keySet().retainAll(Set.of(NAME, INSTANCE, COMPONENT));
        return labels;
    }

    /** What selects the pods of both tiers. */
    static Map<String, String> selector(StockCluster cluster) {
        Map<String, String> labels = of(cluster);
        labels.keySet().retainAll(Set.of(NAME, INSTANCE));
        return labels;
    }

    /** The same for a tier, as people and autoscalers write it. */
    public static String selectorText(StockCluster cluster, Component component) {
        return selectorText(cluster.name(), component);
    }

    /** The same of a cluster that may be gone. */
    public static String selectorText(String cluster, Component component) {
        return selector(cluster, component).entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }

    /** The name of the cluster that a resource belongs to. */
    public static Optional<String> cluster(HasMetadata resource) {
        return label(resource, INSTANCE);
    }

    public static boolean isOf(Component component, HasMetadata resource) {
        return label(resource, COMPONENT).filter(component.label()::equals).isPresent();
    }

    /** Whether the operator made this for the cluster, or for one of the same name before it. */
    public static boolean isOf(StockCluster cluster, HasMetadata resource) {
        return of(cluster).entrySet().stream()
                .allMatch(wanted -> label(resource, wanted.getKey())
                        .filter(wanted.getValue()::equals)
                        .isPresent());
    }

    private static Optional<String> label(HasMetadata resource, String name) {
        return Optional.ofNullable(resource.getMetadata().getLabels()).map(labels -> labels.get(name));
    }
}
