package io.stockcluster.e2e;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
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
final class K3s extends RealCluster {

    private static final String PUBLIC_IMAGE = "rancher/k3s:v1.34.4-k3s1";

    private static final Duration START = Duration.ofMinutes(5);

    private final K3sContainer container;

    private K3s(K3sContainer container) {
        super(container.getKubeConfigYaml());
        this.container = container;
    }

    /** @param nodePorts those that scenarios call: Docker has to know them from the start */
    static K3s started(int... nodePorts) {
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

    /** Makes images known to it, from an archive as 'docker save' writes it. */
    void load(Path images) {
        container.copyFileToContainer(MountableFile.forHostPath(images), "/tmp/images.tar");
        run(List.of("ctr", "images", "import", "/tmp/images.tar"));
        run(List.of("rm", "/tmp/images.tar"));
    }

    /** From now on these let in no pod that may do more than the restricted pod security standard allows. */
    void restrict(String... namespaces) {
        for (String namespace : namespaces) {
            client().resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                            .endMetadata()
                            .build())
                    .serverSideApply();
        }
    }

    @Override
    public String kubectl(String... arguments) {
        return run(Stream.concat(Stream.of("kubectl"), Stream.of(arguments)).toList());
    }

    @Override
    public String failingKubectl(String... arguments) {
        ExecResult result = attempt(
                Stream.concat(Stream.of("kubectl"), Stream.of(arguments)).toList());
        return result.getStdout() + result.getStderr();
    }

    @Override
    public String file(String name, String content) {
        String path = "/tmp/" + name;
        container.copyFileToContainer(Transferable.of(content), path);
        return path;
    }

    /**
     * Nothing that pods or anybody outside send to it arrives. The machine's own programs still reach it: without that,
     * Kubernetes would take the machine for lost once it is back.
     */
    @Override
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

    @Override
    public URI nodePort(int port) {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(port));
    }

    @Override
    public void kill(Pod pod) {
        signal("SIGKILL", pod);
    }

    @Override
    public void freeze(Pod pod) {
        signal("SIGSTOP", pod);
    }

    @Override
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
        super.close();
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
