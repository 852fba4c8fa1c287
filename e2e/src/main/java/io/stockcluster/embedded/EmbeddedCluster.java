package io.stockcluster.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.stockcluster.embedded.api.ApiServer;
import io.stockcluster.embedded.api.Store;
import io.stockcluster.embedded.control.ControlPlane;
import io.stockcluster.embedded.control.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The cluster, from its start to its end. When this JVM ends, its pods do. */
public final class EmbeddedCluster implements AutoCloseable {

    /** What nodes listen on, each on an address of its own. */
    private static final List<Integer> PORTS = List.of(8080, 9090, 5701);

    private static final int PATIENCE = (int) Duration.ofMinutes(1).toMillis();

    private final ControlPlane controlPlane;
    private final ApiServer api;
    private final KubernetesClient client;
    private final Thread lastResort = new Thread(this::endAll, "end-of-embedded-cluster");

    private EmbeddedCluster(Machine machine) {
        Store store = new Store();
        KubernetesSerialization json = new KubernetesSerialization();
        this.controlPlane = ControlPlane.start(store, json, machine, PORTS);
        this.api = ApiServer.start(store, json, controlPlane::output);
        this.client =
                new KubernetesClientBuilder().withConfig(config(api.url())).build();
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /**
     * Starts an empty one.
     *
     * @throws IllegalStateException this machine has no room for it; the message says what is missing
     */
    public static EmbeddedCluster start(Machine machine) {
        try {
            Files.createDirectories(machine.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new EmbeddedCluster(machine);
    }

    private static Config config(URI url) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(url.toString())
                .withNamespace("default")
                // A machine that has everything to start at once may take longer than the usual ten seconds to answer.
                .withRequestTimeout(PATIENCE)
                // A refusal is an answer here, and not to be asked for again.
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    public KubernetesClient client() {
        return client;
    }

    public URI url() {
        return api.url();
    }

    /** What {@code kubectl apply -f} does with one object of a file. */
    public void apply(Path file) {
        try {
            ObjectNode object = client.getKubernetesSerialization().unmarshal(Files.readString(file), ObjectNode.class);
            client.resource(object.toString()).serverSideApply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the pod's process at once, as a crash does. */
    public void kill(Pod pod) {
        process(pod).destroyForcibly();
    }

    /** Stops the pod's process without ending it: it keeps its connections and answers nothing. */
    public void freeze(Pod pod) {
        signal("STOP", process(pod));
    }

    public void thaw(Pod pod) {
        signal("CONT", process(pod));
    }

    private ProcessHandle process(Pod pod) {
        return controlPlane
                .process(pod)
                .orElseThrow(() ->
                        new IllegalStateException("Pod " + pod.getMetadata().getName() + " runs no process now"));
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the API server answers: one that does not is a Kubernetes whose control plane is being restarted. */
    public void reachable(boolean yes) {
        api.reachable(yes);
    }

    private void endAll() {
        controlPlane.close();
        api.close();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException ending) {
            // The whole JVM ends, and the hook does the same at the same time.
        }
        client.close();
        endAll();
    }
}
