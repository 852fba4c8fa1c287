package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.stockcluster.crds.v1.PodTemplate;
import io.stockcluster.crds.v1.Resources;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.crds.v1.StockClusterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The pod of a node, of either tier. It passes the restricted pod security standard: no root, no privileges, a read-only
 * root file system, and {@code /tmp} as the one place to write to.
 *
 * @param jvmOptions {@code null}: the operator's own
 * @param extra what the user wants besides
 * @param credentials what changes when the Secrets do that the operator made for this pod
 * @param namedSecrets the same of those that the user named; empty: none
 */
record NodePod(
        Component component,
        Resources resources,
        String jvmOptions,
        PodTemplate extra,
        long graceSeconds,
        List<ContainerPort> ports,
        List<EnvVar> environment,
        String credentials,
        String namedSecrets) {

    /** The name of the one container, by which people and the status find it. */
    static final String CONTAINER = "node";

    private static final String CREDENTIALS = "stockcluster.io/credentials";
    private static final long USER = 10001;

    static List<ContainerPort> ports(String name, int port) {
        return List.of(port(name, port), port("management", Ports.MANAGEMENT));
    }

    private static ContainerPort port(String name, int port) {
        return new ContainerPortBuilder()
                .withName(name)
                .withContainerPort(port)
                .withProtocol("TCP")
                .build();
    }

    PodTemplateSpec template(StockCluster cluster, String image) {
        StockClusterSpec spec = cluster.wanted();
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(extra.labels())
                .addToLabels(Labels.of(cluster, component))
                .withAnnotations(extra.annotations())
                .addToAnnotations(CREDENTIALS, credentials)
                .addToAnnotations(namedSecrets.isEmpty() ? Map.of() : Map.of(Fingerprints.NAMED, namedSecrets))
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(Names.of(cluster).serviceAccount())
                .withAutomountServiceAccountToken(false)
                // Link variables of Services called NODE_… or STOCK_… would look like settings.
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(graceSeconds)
                .withImagePullSecrets(spec.imagePullSecrets())
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withNodeSelector(extra.nodeSelector())
                .withAffinity(extra.affinity())
                .withTolerations(extra.tolerations())
                .withTopologySpreadConstraints(Extras.spread(extra, Labels.selector(cluster, component)))
                .withPriorityClassName(extra.priorityClassName())
                .withContainers(container(spec, image))
                .withVolumes(volumes())
                .endSpec()
                .build();
    }

    private Container container(StockClusterSpec spec, String image) {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(image)
                .withImagePullPolicy(spec.imagePullPolicy())
                .withEnv(completeEnvironment())
                .withPorts(ports)
                .withNewResources()
                .withRequests(resources.requests())
                .withLimits(resources.limits())
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .withVolumeMounts(mounts())
                .withStartupProbe(Probes.startup())
                .withLivenessProbe(Probes.liveness())
                .withReadinessProbe(Probes.readiness())
                // A node says on one line why it cannot start: the status can then tell it to the user.
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .build();
    }

    private List<EnvVar> completeEnvironment() {
        List<EnvVar> complete = new ArrayList<>(environment);
        String options = jvmOptions != null ? jvmOptions : ownOptions();
        if (!options.isBlank()) {
            complete.add(Environment.value("JDK_JAVA_OPTIONS", options));
        }
        complete.addAll(Extras.variables(extra));
        return complete;
    }

    private List<Volume> volumes() {
        Volume tmp = new VolumeBuilder()
                .withName("tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .build();
        return Stream.concat(Stream.of(tmp), Extras.volumes(extra)).toList();
    }

    private List<VolumeMount> mounts() {
        VolumeMount tmp =
                new VolumeMountBuilder().withName("tmp").withMountPath("/tmp").build();
        return Stream.concat(Stream.of(tmp), Extras.mounts(extra)).toList();
    }

    /** Without a memory limit the JVM would see, and take its share of, the whole machine: it keeps to its own 25 %. */
    private String ownOptions() {
        return resources.limits().containsKey("memory") ? "-XX:MaxRAMPercentage=70" : "";
    }
}
