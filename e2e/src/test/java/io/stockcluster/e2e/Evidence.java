package io.stockcluster.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a cluster looks like when a scenario fails: objects, events, logs, and the shards as each node sees them. */
final class Evidence {

    private Evidence() {}

    /** What each actor node says of the shards; as far as it does. */
    static Map<String, String> shards(Cluster cluster) {
        Map<String, String> shards = new TreeMap<>();
        for (Pod pod : cluster.client()
                .pods()
                .inAnyNamespace()
                .withLabel("app.kubernetes.io/component", "actor")
                .list()
                .getItems()) {
            shards.put(pod.getMetadata().getName(), shards(cluster, pod));
        }
        return shards;
    }

    private static String shards(Cluster cluster, Pod pod) {
        return attempted(() -> cluster.client().raw(path(pod) + ":9090/proxy/cluster/shards"));
    }

    private static String path(Pod pod) {
        return "/api/v1/namespaces/%s/pods/%s"
                .formatted(pod.getMetadata().getNamespace(), pod.getMetadata().getName());
    }

    /** @param shardsBefore the scenario */
    static void keep(Cluster cluster, String scenario, Map<String, String> shardsBefore) {
        Path folder = Project.ROOT
                .resolve("e2e/target/evidence")
                .resolve(Project.property("e2e.cluster"))
                .resolve(scenario);
        KubernetesClient client = cluster.client();
        List<Pod> pods = client.pods().inAnyNamespace().list().getItems();
        System.out.println(scenario + " failed; what the cluster looks like is in " + folder);
        System.out.println(pods.stream().map(Evidence::line).collect(Collectors.joining("\n")));
        objects(client).forEach((file, objects) -> write(folder, file, () -> yaml(client, objects.get())));
        write(folder, "operator.log", cluster::operatorLog);
        for (Pod pod : pods) {
            String path = path(pod);
            String name = pod.getMetadata().getName();
            write(folder, name + ".log", () -> client.raw(path + "/log"));
            write(folder, name + ".before-restart.log", () -> client.raw(path + "/log?previous=true"));
            write(folder, name + ".cluster.json", () -> client.raw(path + ":9090/proxy/cluster"));
            write(folder, name + ".shards.json", () -> shards(cluster, pod));
        }
        shardsBefore.forEach((name, shards) -> write(folder, name + ".shards-before.json", () -> shards));
    }

    private static Map<String, Supplier<List<? extends HasMetadata>>> objects(KubernetesClient client) {
        return Map.of(
                "pods.yaml", () -> client.pods().inAnyNamespace().list().getItems(),
                "statefulsets.yaml",
                        () -> client.apps()
                                .statefulSets()
                                .inAnyNamespace()
                                .list()
                                .getItems(),
                "services.yaml", () -> client.services().inAnyNamespace().list().getItems(),
                "budgets.yaml",
                        () -> client.policy()
                                .v1()
                                .podDisruptionBudget()
                                .inAnyNamespace()
                                .list()
                                .getItems(),
                "leases.yaml", () -> client.leases().inAnyNamespace().list().getItems(),
                "events.yaml",
                        () -> client.v1().events().inAnyNamespace().list().getItems(),
                "stockclusters.yaml",
                        () -> client.genericKubernetesResources(Stock.API, Stock.KIND)
                                .inAnyNamespace()
                                .list()
                                .getItems());
    }

    private static String yaml(KubernetesClient client, List<? extends HasMetadata> objects) {
        return objects.stream()
                .map(object -> client.getKubernetesSerialization().asYaml(object))
                .collect(Collectors.joining());
    }

    private static String line(Pod pod) {
        return "  %s %s %s"
                .formatted(
                        pod.getMetadata().getName(),
                        pod.getStatus().getPhase(),
                        pod.getStatus().getConditions().stream()
                                .map(condition -> condition.getType() + "=" + condition.getStatus())
                                .toList());
    }

    /** Evidence that cannot be had is no reason to lose the rest, or the failure itself. */
    private static String attempted(Supplier<String> content) {
        try {
            return Objects.requireNonNullElse(content.get(), "");
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    private static void write(Path folder, String file, Supplier<String> content) {
        String answer = attempted(content);
        try {
            Files.createDirectories(folder);
            if (!answer.isEmpty()) {
                Files.writeString(folder.resolve(file), answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
