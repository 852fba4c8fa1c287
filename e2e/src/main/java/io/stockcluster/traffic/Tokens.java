package io.stockcluster.traffic;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Makes tokens as the README tells its readers to: with the node's jar, and the key that the operator made. */
public final class Tokens {

    private final KubernetesClient client;
    private final String cluster;
    private final Path nodeJar;

    public Tokens(KubernetesClient client, String cluster, Path nodeJar) {
        this.client = client;
        this.cluster = cluster;
        this.nodeJar = nodeJar;
    }

    /** Whether the operator has made the key yet. */
    public boolean canBeMade() {
        return key().get() != null;
    }

    private Resource<Secret> key() {
        return client.secrets().withName(cluster + "-signing-key");
    }

    public String forJob(String job) {
        Secret secret = key().require();
        byte[] pem = Base64.getDecoder().decode(secret.getData().get("private.pem"));
        try {
            Path key = Files.createTempFile("signing-key", ".pem");
            try {
                Files.write(key, pem);
                return run(List.of("token", "--key", key.toString(), "--job", job, "--valid", "12h"));
            } finally {
                Files.delete(key);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                nodeJar.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
