package io.stockcluster.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.stockcluster.embedded.EmbeddedCluster;
import io.stockcluster.embedded.Operator;
import io.stockcluster.embedded.StartCache;
import io.stockcluster.embedded.control.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The embedded cluster, with the operator's jar as a process beside it. */
final class Embedded implements Cluster {

    private static final List<String> LIGHT = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final Duration OPERATOR_START = Duration.ofMinutes(5);

    private final EmbeddedCluster cluster;
    private final Operator operator;
    private final Outside outside;
    private int seen;

    private Embedded(EmbeddedCluster cluster, Operator operator, Outside outside) {
        this.cluster = cluster;
        this.operator = operator;
        this.outside = outside;
    }

    static Embedded started() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path folder = folder();
        Outside outside = Outside.started(folder);
        // What the first pod needs is made while the operator starts.
        CompletableFuture<String> options = CompletableFuture.supplyAsync(() -> options(java));
        EmbeddedCluster cluster = EmbeddedCluster.start(new Machine(
                folder,
                java,
                () -> options.join() + " " + outside.options(),
                Stream.of(image(Tag.FIRST), image(Tag.SECOND), Images.PRIVATE)
                        .collect(Collectors.toMap(image -> image, image -> Project.NODE_JAR))));
        cluster.apply(Project.CHART.resolve("files/stockclusters.stockcluster.io.yaml"));
        Operator operator = Operator.start(
                cluster.url(), java, LIGHT, Project.OPERATOR_JAR, folder.resolve("operator.log"), image(Tag.FIRST));
        Embedded embedded = new Embedded(cluster, operator, outside);
        embedded.awaitOperator();
        options.join();
        return embedded;
    }

    private static String options(Path java) {
        List<String> options = Stream.concat(LIGHT.stream(), Stream.of("--sun-misc-unsafe-memory-access=allow"))
                .toList();
        Optional<String> cache =
                StartCache.option(java, options, Project.NODE_JAR, Project.ROOT.resolve("e2e/target/stock-node.aot"));
        return Stream.concat(options.stream(), cache.stream()).collect(Collectors.joining(" "));
    }

    private static Path folder() {
        try {
            return Files.createDirectories(Project.ROOT.resolve(
                    "e2e/target/embedded/" + ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String image(Tag tag) {
        return tag == Tag.FIRST ? Images.tagged(Images.NODE) : Images.next();
    }

    private void awaitOperator() {
        await("the operator is ready").atMost(OPERATOR_START).until(operator::ready);
    }

    @Override
    public KubernetesClient client() {
        return cluster.client();
    }

    @Override
    public String nodeImage(Tag tag) {
        return image(tag);
    }

    @Override
    public URI nodePort(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void kill(Pod pod) {
        cluster.kill(pod);
    }

    @Override
    public void freeze(Pod pod) {
        cluster.freeze(pod);
    }

    @Override
    public void thaw(Pod pod) {
        cluster.thaw(pod);
    }

    @Override
    public void replaceOperator() {
        operator.kill();
        seen = operator.log().length();
        operator.startAgain();
        awaitOperator();
    }

    @Override
    public String operatorLog() {
        return operator.log().substring(seen);
    }

    @Override
    public String kubeconfig() {
        throw new UnsupportedOperationException("Nothing is installed by a chart here: say @Needs(Ability.CHART)");
    }

    @Override
    public String kubectl(String... arguments) {
        throw new UnsupportedOperationException("The embedded cluster has no kubectl: say @Needs(Ability.KUBECTL)");
    }

    @Override
    public String failingKubectl(String... arguments) {
        return kubectl(arguments);
    }

    @Override
    public String file(String name, String content) {
        return kubectl();
    }

    @Override
    public void withoutApiServer(Runnable whatHappens) {
        cluster.reachable(false);
        try {
            whatHappens.run();
        } finally {
            cluster.reachable(true);
        }
    }

    @Override
    public void close() {
        operator.close();
        cluster.close();
        outside.close();
    }
}
