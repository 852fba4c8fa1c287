package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import io.stockcluster.crds.v1.StockCluster;
import java.util.Map;

/** What the StatefulSets of both tiers have in common. */
final class Tiers {

    private Tiers() {}

    /**
     * The pods are started together, not one after the other: actor nodes wait for a majority of each other, and would
     * wait for ever for pods that are only made once the first is ready.
     */
    static StatefulSet statefulSet(
            StockCluster cluster,
            Component component,
            Map<String, String> annotations,
            int replicas,
            StatefulSetUpdateStrategy strategy,
            PodTemplateSpec template) {
        String name = component == Component.ACTOR
                ? Names.of(cluster).actors()
                : Names.of(cluster).http();
        return new StatefulSetBuilder()
                .withMetadata(Metadata.of(cluster, name, Labels.of(cluster, component), annotations))
                .withNewSpec()
                .withReplicas(replicas)
                .withServiceName(name)
                .withPodManagementPolicy("Parallel")
                .withUpdateStrategy(strategy)
                .withNewSelector()
                .withMatchLabels(Labels.selector(cluster, component))
                .endSelector()
                .withTemplate(template)
                .endSpec()
                .build();
    }

    /** Another value of the annotation makes another template, and so new pods. */
    static PodTemplateSpec restartable(StockCluster cluster, PodTemplateSpec template) {
        return Annotations.value(cluster, Annotations.RESTART)
                .map(asked -> new PodTemplateSpecBuilder(template)
                        .editMetadata()
                        .addToAnnotations(Annotations.RESTARTED_FOR, asked)
                        .endMetadata()
                        .build())
                .orElse(template);
    }
}
