package io.stockcluster.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.ResourceNotFoundException;
import io.stockcluster.operator.desired.Copying;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands for the kubelet and the nodes in the pods, where no pod can run: makes each pod ready, and answers at an address
 * of its own as its management port. A pod whose image or setting is called "broken" cannot start.
 */
final class FakeNodes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FakeNodes.class);
    private static final int MANAGEMENT = 9090;

    /** A pod that runs. */
    private static final class Running {
        final String uid;
        final HttpServer server;
        final int copies;
        volatile Optional<Instant> drained = Optional.empty();

        Running(Pod pod, HttpServer server) {
            this.uid = pod.getMetadata().getUid();
            this.copies = Copying.of(pod.getSpec()).orElseThrow().factor();
            this.server = server;
        }

        String state() {
            return drained.map(at -> Instant.now().isBefore(at) ? "draining" : "drained")
                    .orElse("active");
        }
    }

    private final KubernetesClient admin;
    private final String namespace;
    private final String addresses;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Running> running = new TreeMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService kubelet = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> looking;
    private volatile int expected = 3;
    private volatile Duration drain = Duration.ofMillis(500);

    /** How often a node does as if it had not been told to take its share again. */
    private int deaf;

    /** @param number tells the addresses of several of these apart */
    FakeNodes(KubernetesClient admin, String namespace, int number) {
        this.admin = admin;
        this.namespace = namespace;
        this.addresses = "127.77." + number + ".";
        looking = kubelet.scheduleWithFixedDelay(this::look, 0, 200, TimeUnit.MILLISECONDS);
    }

    /** What the management ports were told, in order. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    void drainsTake(Duration time) {
        drain = time;
    }

    synchronized void undrainOnlyAfter(int calls) {
        deaf = calls - 1;
    }

    /** Holds no lock while it waits for Kubernetes: the nodes would be silent as long. */
    private void look() {
        try {
            List<Pod> pods = admin.pods().inNamespace(namespace).list().getItems();
            endAllBut(pods);
            pods.stream().filter(pod -> !isUp(pod)).forEach(this::start);
            pods.stream()
                    .filter(FakeNodes::isUp)
                    .filter(pod -> isReady(pod) == takesNoRequests(pod))
                    .forEach(this::tellReadiness);
        } catch (KubernetesClientException | ResourceNotFoundException | UncheckedIOException e) {
            LOG.warn("The next look goes on", e);
        }
    }

    private synchronized void endAllBut(List<Pod> pods) {
        running.entrySet().removeIf(entry -> {
            boolean gone =
                    pods.stream().noneMatch(pod -> pod.getMetadata().getUid().equals(entry.getValue().uid));
            if (gone) {
                entry.getValue().server.stop(0);
            }
            return gone;
        });
    }

    private static boolean isUp(Pod pod) {
        return "Running".equals(pod.getStatus().getPhase());
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    /** A node that is drained, or about to be, is not ready. */
    private synchronized boolean takesNoRequests(Pod pod) {
        return Optional.ofNullable(running.get(pod.getMetadata().getName()))
                .filter(node -> node.drained.isPresent())
                .isPresent();
    }

    private void tellReadiness(Pod pod) {
        String ready = takesNoRequests(pod) ? "False" : "True";
        admin.resource(pod).editStatus(there -> {
            there.getStatus().getConditions().stream()
                    .filter(condition -> condition.getType().equals("Ready"))
                    .forEach(condition -> condition.setStatus(ready));
            return there;
        });
    }

    /**
     * Others write a pod's status, too, the scheduler above all, which finds no machine: then this fails, and the next look
     * starts the same pod again, with the server that it has by then.
     */
    private void start(Pod pod) {
        String name = pod.getMetadata().getName();
        boolean broken = isBroken(pod.getSpec().getContainers().getFirst());
        if (broken && !pod.getStatus().getContainerStatuses().isEmpty()) {
            return;
        }
        String address = addresses + (10 + Integer.parseInt(name.substring(name.lastIndexOf('-') + 1)));
        if (!broken && name.contains("-actors-")) {
            run(pod, address);
        }
        admin.pods()
                .inNamespace(namespace)
                .withName(name)
                .editStatus(there -> new PodBuilder(there)
                        .editStatus()
                        .withPhase(broken ? "Pending" : "Running")
                        .withPodIP(broken ? null : address)
                        .withConditions()
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus(broken ? "False" : "True")
                        .endCondition()
                        .addNewContainerStatus()
                        .withName("node")
                        .withImage(pod.getSpec().getContainers().getFirst().getImage())
                        .withImageID("")
                        .withReady(!broken)
                        .withRestartCount(0)
                        .withNewState()
                        .withNewWaiting("back-off", broken ? "ImagePullBackOff" : "ContainerCreating")
                        .endState()
                        .endContainerStatus()
                        .endStatus()
                        .build());
    }

    private static boolean isBroken(Container container) {
        return Stream.concat(
                        Stream.of(container.getImage()),
                        container.getEnv().stream().map(EnvVar::getValue).filter(Objects::nonNull))
                .anyMatch(setting -> setting.contains("broken"));
    }

    private synchronized void run(Pod pod, String address) {
        String name = pod.getMetadata().getName();
        if (!running.containsKey(name)) {
            running.put(name, new Running(pod, serve(name, address)));
        }
    }

    private HttpServer serve(String name, String address) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(address, MANAGEMENT), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/cluster", exchange -> answer(name, exchange));
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(address, e);
        }
    }

    private void answer(String name, HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        boolean reads = request.equals("GET /cluster");
        boolean allowed =
                reads || exchange.getRequestHeaders().getFirst("Authorization").startsWith("Bearer ");
        byte[] asked = exchange.getRequestBody().readAllBytes();
        if (!reads) {
            calls.add(name + " " + request);
            change(name, request, json.readTree(asked));
        }
        byte[] body = view(name).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(allowed ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized void change(String name, String request, JsonNode body) {
        switch (request) {
            case "POST /cluster/drain" ->
                running.get(name).drained = Optional.of(Instant.now().plus(drain));
            case "DELETE /cluster/drain" -> {
                if (deaf-- <= 0) {
                    running.get(name).drained = Optional.empty();
                }
            }
            case "PUT /cluster/expected-size" -> expected = body.path("size").asInt();
            default -> throw new IllegalStateException(request);
        }
    }

    private synchronized String view(String name) {
        Running self = running.get(name);
        boolean holds = self != null && !self.state().equals("drained");
        List<Map<String, String>> members = running.entrySet().stream()
                .map(entry -> Map.of(
                        "node",
                        entry.getKey(),
                        "id",
                        entry.getValue().uid,
                        "state",
                        entry.getValue().state().equals("drained") ? "drained" : "active"))
                .toList();
        long hosts = running.values().stream()
                .filter(node -> !node.state().equals("drained"))
                .count();
        int copies =
                running.values().stream().mapToInt(node -> node.copies).min().orElse(expected);
        int lacking = hosts < Math.min(copies, expected) ? 271 : 0;
        try {
            return json.writeValueAsString(Map.of(
                    "node",
                    name,
                    "id",
                    self == null ? "" : self.uid,
                    "state",
                    self == null ? "leaving" : self.state(),
                    "cluster",
                    Map.of(
                            "oldest",
                            members.isEmpty() ? "" : members.getFirst().get("id"),
                            "members",
                            members,
                            "expectedSize",
                            expected,
                            "quorum",
                            running.size() > expected / 2),
                    "shards",
                    Map.of(
                            "total",
                            271,
                            "owned",
                            holds ? 90 : 0,
                            "copies",
                            holds ? 181 : 0,
                            "lost",
                            0,
                            "underReplicated",
                            lacking),
                    "safe",
                    lacking == 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        looking.cancel(false);
        kubelet.shutdownNow();
        synchronized (this) {
            running.values().forEach(node -> node.server.stop(0));
        }
    }
}
