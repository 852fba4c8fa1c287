package io.stockcluster.operator.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.desired.Component;
import io.stockcluster.operator.desired.Labels;
import io.stockcluster.operator.desired.Surroundings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one reconcile sees of a cluster. The caches' own objects are in here: they are read, and never changed.
 *
 * @param resources what the operator made, in no order
 * @param pods by name, the shorter names first, so that pod 10 comes after pod 9
 */
public record Observed(List<HasMetadata> resources, List<Pod> pods) {

    private static final Comparator<String> ORDINALS =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    public Observed {
        resources = List.copyOf(resources);
        pods = pods.stream()
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName(), ORDINALS))
                .toList();
    }

    public static Observed of(Context<StockCluster> context, Surroundings surroundings) {
        List<HasMetadata> resources = new ArrayList<>();
        Watches.of(surroundings).forEach(type -> resources.addAll(context.getSecondaryResources(type)));
        return new Observed(resources, List.copyOf(context.getSecondaryResources(Pod.class)));
    }

    public <R extends HasMetadata> Optional<R> find(Class<R> type, String name) {
        return resources.stream()
                .filter(type::isInstance)
                .filter(resource -> resource.getMetadata().getName().equals(name))
                .map(type::cast)
                .findFirst();
    }

    public List<Pod> pods(Component component) {
        return pods.stream().filter(pod -> Labels.isOf(component, pod)).toList();
    }

    /** The same, with a resource as it is after it was written: the watches tell of that a little later. */
    public Observed with(HasMetadata written) {
        List<HasMetadata> fresh = new ArrayList<>(resources);
        fresh.removeIf(old -> old.getClass() == written.getClass()
                && old.getMetadata().getName().equals(written.getMetadata().getName()));
        fresh.add(written);
        return new Observed(fresh, pods);
    }
}
