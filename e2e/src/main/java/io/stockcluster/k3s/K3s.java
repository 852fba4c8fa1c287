package io.stockcluster.k3s;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** One node of k3s in a Docker container. */
public final class K3s implements AutoCloseable {

    private static final String PUBLIC_IMAGE = "rancher/k3s:v1.34.4-k3s1";

    private static final Duration START = Duration.ofMinutes(5);

    private final K3sContainer container;

    private K3s(K3sContainer container) {
        this.container = container;
    }

    /**
     * Starts it, empty.
     *
     * @param nodePorts those that are to be reached from here: Docker has to know them from the start
     */
    public static K3s started(int... nodePorts) {
        // K3sContainer asks for the engine's address before anything has made a client for it.
        DockerClientFactory.instance().client();
        String image =
                Optional.ofNullable(System.getenv("STOCKCLUSTER_K3S_IMAGE")).orElse(PUBLIC_IMAGE);
        K3sContainer container = new K3sContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("rancher/k3s"))
                .withStartupTimeout(START);
        for (int port : nodePorts) {
            container.addExposedPort(port);
        }
        container.start();
        return new K3s(container);
    }

    /** For a client on this machine. */
    public String kubeconfig() {
        return container.getKubeConfigYaml();
    }

    /** Makes images known to it, from an archive as 'docker save' writes it. */
    public void load(Path images) {
        container.copyFileToContainer(MountableFile.forHostPath(images), "/tmp/images.tar");
        run(List.of("ctr", "images", "import", "/tmp/images.tar"));
        run(List.of("rm", "/tmp/images.tar"));
    }

    /** What it printed; fails with that where it ends badly. */
    public String kubectl(String... arguments) {
        return run(Stream.concat(Stream.of("kubectl"), Stream.of(arguments)).toList());
    }

    /** What it printed, however it ends. */
    public String failingKubectl(String... arguments) {
        ExecResult result = attempt(
                Stream.concat(Stream.of("kubectl"), Stream.of(arguments)).toList());
        return result.getStdout() + result.getStderr();
    }

    /** Where {@code kubectl} finds a file of that name and content. */
    public String file(String name, String content) {
        String path = "/tmp/" + name;
        container.copyFileToContainer(Transferable.of(content), path);
        return path;
    }

    /**
     * Runs something while nothing that pods or anybody outside send to the API server arrives. The machine's own programs
     * still reach it: without that, Kubernetes would take the machine for lost once it is back.
     */
    public void withoutApiServer(Runnable whatHappens) {
        dropping("-I");
        try {
            whatHappens.run();
        } finally {
            dropping("-D");
        }
    }

    /** In this table, a Service's address has become the API server's, and nobody else has rules for what arrives. */
    private void dropping(String insertOrDelete) {
        run(List.of("iptables --wait -t mangle %s INPUT ! -i lo -p tcp --dport 6443 -j DROP"
                .formatted(insertOrDelete)
                .split(" ")));
    }

    /** Where a port of the machine, one of those named at the start, is reached from here. */
    public URI nodePort(int port) {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(port));
    }

    /** Ends the processes of the pod's containers, as a crash does; the pod stays. */
    public void kill(Pod pod) {
        signal("SIGKILL", pod);
    }

    public void freeze(Pod pod) {
        signal("SIGSTOP", pod);
    }

    public void thaw(Pod pod) {
        signal("SIGCONT", pod);
    }

    /** From outside of the pod: its first process is deaf to signals that come from within. */
    private void signal(String signal, Pod pod) {
        for (ContainerStatus status : pod.getStatus().getContainerStatuses()) {
            String id = status.getContainerID().replace("containerd://", "");
            run(List.of("ctr", "tasks", "kill", "--signal", signal, id));
        }
    }

    @Override
    public void close() {
        container.stop();
    }

    private String run(List<String> command) {
        ExecResult result = attempt(command);
        if (result.getExitCode() != 0) {
            throw new IllegalStateException("'%s' ended with %d:%n%s%s"
                    .formatted(
                            String.join(" ", command), result.getExitCode(), result.getStdout(), result.getStderr()));
        }
        return result.getStdout();
    }

    private ExecResult attempt(List<String> command) {
        try {
            return container.execInContainer(command.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while '" + command.getFirst() + "' ran", e);
        }
    }
}
