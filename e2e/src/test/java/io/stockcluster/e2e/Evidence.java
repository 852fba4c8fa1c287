package io.stockcluster.e2e;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a cluster looks like when a scenario fails: printed in short, and in full in files. */
final class Evidence {

    private Evidence() {}

    static void keep(Cluster cluster, String scenario) {
        Path folder = Project.ROOT.resolve("e2e/target/evidence").resolve(scenario);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println(scenario + " failed; what the cluster looks like is in " + folder);
        System.out.println(ask(cluster, folder, "pods.txt", "get", "pods", "-A", "-o", "wide"));
        System.out.println(ask(cluster, folder, "clusters.txt", "get", "stockclusters", "-A", "-o", "wide"));
        ask(cluster, folder, "clusters.yaml", "get", "stockclusters", "-A", "-o", "yaml");
        ask(cluster, folder, "events.txt", "get", "events", "-A", "--sort-by=.metadata.creationTimestamp");
        ask(cluster, folder, "described-pods.txt", "describe", "pods", "-A");
        ask(cluster, folder, "operated.yaml", "get", "statefulsets,services,poddisruptionbudgets", "-A", "-o", "yaml");
        for (Pod pod : cluster.client().pods().inAnyNamespace().list().getItems()) {
            logs(cluster, folder, pod);
        }
    }

    private static void logs(Cluster cluster, Path folder, Pod pod) {
        String name = pod.getMetadata().getName();
        String namespace = pod.getMetadata().getNamespace();
        ask(cluster, folder, name + ".log", "logs", name, "-n", namespace, "--all-containers", "--prefix");
        if (pod.getStatus().getContainerStatuses().stream()
                .mapToInt(ContainerStatus::getRestartCount)
                .anyMatch(count -> count > 0)) {
            ask(cluster, folder, name + ".before-restart.log", "logs", name, "-n", namespace, "--previous");
        }
    }

    /** Evidence that cannot be had is no reason to lose the rest, or the failure itself. */
    private static String ask(Cluster cluster, Path folder, String file, String... arguments) {
        String answer;
        try {
            answer = cluster.kubectl(arguments);
        } catch (RuntimeException e) {
            answer = e.toString();
        }
        try {
            Files.writeString(folder.resolve(file), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer;
    }
}
