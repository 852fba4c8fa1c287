package io.stockcluster.e2e;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** A StockCluster that runs on a Kubernetes cluster, in the namespace 'default'. */
final class Stock {

    static final int NODE_PORT = 30080;

    private static final String NAMESPACE = "default";

    private final Cluster cluster;
    private final String name;

    private Stock(Cluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
    }

    /** What an example of the project describes, reached by a NodePort. */
    static Stock applied(Cluster cluster, Path example) {
        try (var yaml = Files.newInputStream(example)) {
            ObjectNode resource = cluster.client().getKubernetesSerialization().unmarshal(yaml, ObjectNode.class);
            resource.withObject("/spec/http/service").put("type", "NodePort").put("nodePort", NODE_PORT);
            cluster.client()
                    .resource(resource.toString())
                    .inNamespace(NAMESPACE)
                    .create();
            return new Stock(cluster, resource.at("/metadata/name").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    Cluster cluster() {
        return cluster;
    }

    /** Waits for the condition that a user would wait for. */
    void awaitReady() {
        cluster.kubectl("wait", "stockcluster/" + name, "--for=condition=Ready", "--timeout=180s");
    }

    /** With a token for that job, signed by the key that the operator made. */
    StockApi api(String job) {
        Secret secret = cluster.client()
                .secrets()
                .inNamespace(NAMESPACE)
                .withName(name + "-signing-key")
                .require();
        byte[] pem = Base64.getDecoder().decode(secret.getData().get("private.pem"));
        return new StockApi(cluster.nodePort(NODE_PORT), token(pem, job));
    }

    private String token(byte[] privateKey, String job) {
        try {
            Path key = Files.createTempFile("signing-key", ".pem");
            try {
                Files.write(key, privateKey);
                String java =
                        Path.of(System.getProperty("java.home"), "bin", "java").toString();
                return Command.run(
                                java,
                                "-jar",
                                Project.NODE_JAR.toString(),
                                "token",
                                "--key",
                                key.toString(),
                                "--job",
                                job)
                        .strip();
            } finally {
                Files.delete(key);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that hold the stock. */
    List<Pod> actorPods() {
        return cluster.client()
                .pods()
                .inNamespace(NAMESPACE)
                .withLabel("app.kubernetes.io/instance", name)
                .withLabel("app.kubernetes.io/component", "actor")
                .list()
                .getItems();
    }
}
