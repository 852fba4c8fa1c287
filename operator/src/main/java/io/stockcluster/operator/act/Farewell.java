package io.stockcluster.operator.act;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PreconditionsBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.desired.Component;
import io.stockcluster.operator.desired.Labels;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the actor pods of a deleted cluster at once. Each has been told to stop, and would hand its shards over to others
 * that have been told the same, for as long as its grace period lasts.
 *
 * <p>All of this must be so, asked of Kubernetes itself: the cluster is gone or goes, so is the StatefulSet, and so is every
 * single pod of it. Then nobody is left who could take anything. A cluster that was deleted without its dependents keeps
 * its StatefulSet, and nothing is done. An operator that is not there at that moment costs time, and nothing else.
 */
public final class Farewell {

    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);
    private static final long AT_ONCE_SECONDS = 1;

    private final KubernetesClient client;

    public Farewell(KubernetesClient client) {
        this.client = client;
    }

    /** Of a pod that begins to end; returns at once. */
    public void consider(Pod pod) {
        Thread.startVirtualThread(() -> {
            try {
                hasten(pod);
            } catch (KubernetesClientException e) {
                LOG.info("{} takes its time to end: {}", pod.getMetadata().getName(), e.getMessage());
            }
        });
    }

    private void hasten(Pod pod) {
        String namespace = pod.getMetadata().getNamespace();
        Optional<OwnerReference> owner = pod.getMetadata().getOwnerReferences().stream()
                .filter(one -> Boolean.TRUE.equals(one.getController()))
                .findFirst();
        Optional<String> cluster = Labels.cluster(pod);
        if (owner.isEmpty()
                || cluster.isEmpty()
                || !isGoing(client.resources(StockCluster.class)
                        .inNamespace(namespace)
                        .withName(cluster.get())
                        .get())
                || !isGone(namespace, owner.get())) {
            return;
        }
        List<Pod> pods = client.pods()
                .inNamespace(namespace)
                .withLabelSelector(Labels.selectorText(cluster.get(), Component.ACTOR))
                .list()
                .getItems();
        if (pods.stream().allMatch(Farewell::isGoing)) {
            pods.stream().filter(Farewell::takesItsTime).forEach(this::end);
        }
    }

    private boolean isGone(String namespace, OwnerReference owner) {
        StatefulSet set = client.apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName(owner.getName())
                .get();
        return isGoing(set) || !Objects.equals(set.getMetadata().getUid(), owner.getUid());
    }

    private static boolean isGoing(HasMetadata resource) {
        return resource == null || resource.getMetadata().getDeletionTimestamp() != null;
    }

    private static boolean takesItsTime(Pod pod) {
        Long grace = pod.getMetadata().getDeletionGracePeriodSeconds();
        return grace != null && grace > AT_ONCE_SECONDS;
    }

    private void end(Pod pod) {
        String name = pod.getMetadata().getName();
        LOG.info(
                "{}/{}: ends at once, since its cluster is deleted",
                pod.getMetadata().getNamespace(),
                name);
        DeleteOptions options = new DeleteOptionsBuilder()
                .withGracePeriodSeconds(AT_ONCE_SECONDS)
                .withPreconditions(new PreconditionsBuilder()
                        .withUid(pod.getMetadata().getUid())
                        .build())
                .build();
        client.raw(
                "/api/v1/namespaces/%s/pods/%s".formatted(pod.getMetadata().getNamespace(), name), "DELETE", options);
    }
}
