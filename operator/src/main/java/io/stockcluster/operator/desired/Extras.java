package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.stockcluster.crds.v1.PodTemplate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a user's pod template adds to a pod, in Kubernetes' words. */
final class Extras {

    private static final List<String> APART = List.of("kubernetes.io/hostname", "topology.kubernetes.io/zone");

    private Extras() {}

    static List<EnvVar> variables(PodTemplate template) {
        return template.env().stream()
                .map(variable -> new EnvVarBuilder()
                        .withName(variable.name())
                        .withValue(variable.value())
                        .withValueFrom(variable.valueFrom())
                        .build())
                .toList();
    }

    static Stream<Volume> volumes(PodTemplate template) {
        return template.volumes().stream()
                .map(volume -> new VolumeBuilder()
                        .withName(volume.name())
                        .withConfigMap(volume.configMap())
                        .withSecret(volume.secret())
                        .withProjected(volume.projected())
                        .withEmptyDir(volume.emptyDir())
                        .withCsi(volume.csi())
                        .build());
    }

    static Stream<VolumeMount> mounts(PodTemplate template) {
        return template.volumes().stream()
                .map(volume -> new VolumeMountBuilder()
                        .withName(volume.name())
                        .withMountPath(volume.mountPath())
                        // Kubernetes leaves 'false' out, and what is there would never equal what is wanted.
                        .withReadOnly(volume.readOnly() ? Boolean.TRUE : null)
                        .build());
    }

    /**
     * Nodes of a tier keep apart where they can, and still start where there is one machine only. A user's own constraints
     * replace these.
     */
    static List<TopologySpreadConstraint> spread(PodTemplate template, Map<String, String> selector) {
        if (template.topologySpreadConstraints().isEmpty()) {
            return APART.stream().map(topology -> evenly(topology, selector)).toList();
        }
        return template.topologySpreadConstraints().stream()
                .map(constraint -> constraint.getLabelSelector() == null ? counting(constraint, selector) : constraint)
                .toList();
    }

    private static TopologySpreadConstraint evenly(String topology, Map<String, String> selector) {
        return counting(
                new TopologySpreadConstraintBuilder()
                        .withMaxSkew(1)
                        .withTopologyKey(topology)
                        .withWhenUnsatisfiable("ScheduleAnyway")
                        .build(),
                selector);
    }

    private static TopologySpreadConstraint counting(
            TopologySpreadConstraint constraint, Map<String, String> selector) {
        LabelSelector tier = new LabelSelector();
        tier.setMatchLabels(selector);
        return new TopologySpreadConstraintBuilder(constraint)
                .withLabelSelector(tier)
                .build();
    }
}
