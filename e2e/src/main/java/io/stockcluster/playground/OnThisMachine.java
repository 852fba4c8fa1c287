package io.stockcluster.playground;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.stockcluster.embedded.EmbeddedCluster;
import io.stockcluster.embedded.Operator;
import io.stockcluster.embedded.control.Machine;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An embedded cluster, with the operator as a process beside it. */
final class OnThisMachine implements Place {

    private static final List<String> LIGHT = List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final String POD_JVM =
            "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow";
    private static final String IMAGE = "stockcluster/node:1";
    private static final String OTHER_IMAGE = "stockcluster/node:2";

    private final Path folder;
    private final EmbeddedCluster cluster;
    private final Operator operator;
    private final int port;

    private OnThisMachine(Path folder, EmbeddedCluster cluster, Operator operator, int port) {
        this.folder = folder;
        this.cluster = cluster;
        this.operator = operator;
        this.port = port;
    }

    static OnThisMachine start(Path root, Path folder, int port, Consumer<String> progress) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path node = root.resolve("node/target/stock-node.jar");
        progress.accept("Starting an API server and a kubelet in this process.");
        EmbeddedCluster cluster =
                EmbeddedCluster.start(new Machine(folder, java, () -> POD_JVM, Map.of(IMAGE, node, OTHER_IMAGE, node)));
        cluster.apply(root.resolve("helm/stockcluster/files/stockclusters.stockcluster.io.yaml"));
        progress.accept("Starting the operator.");
        Operator operator = Operator.start(
                cluster.url(),
                java,
                LIGHT,
                root.resolve("operator/target/stock-operator.jar"),
                folder.resolve("operator.log"),
                IMAGE);
        return new OnThisMachine(folder, cluster, operator, port);
    }

    @Override
    public KubernetesClient client() {
        return cluster.client();
    }

    @Override
    public String image() {
        return IMAGE;
    }

    @Override
    public String otherImage() {
        return OTHER_IMAGE;
    }

    @Override
    public int nodePort() {
        return port;
    }

    @Override
    public URI api() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public URI management(Pod pod) {
        return URI.create("http://" + pod.getStatus().getPodIP() + ":" + Playground.MANAGEMENT);
    }

    @Override
    public String wayIn() {
        return """
                The cluster itself answers at %s, as kubectl --server=… asks it; the nodes' management ports
                are 9090 of the addresses below. Logs are in %s""".formatted(cluster.url(), folder);
    }

    @Override
    public void kill(Pod pod) {
        cluster.kill(pod);
    }

    @Override
    public String killOperator() {
        operator.kill();
        operator.startAgain();
        return "kill -9 of the operator, and another is started.";
    }

    @Override
    public boolean operatorAlive() {
        return operator.alive();
    }

    @Override
    public void check() {
        if (!operator.alive()) {
            throw new IllegalStateException("the operator has ended by itself, saying:\n" + operator.log());
        }
    }

    @Override
    public void close() {
        operator.close();
        cluster.close();
    }
}
