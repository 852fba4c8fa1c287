package io.stockcluster.playground;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stockcluster.traffic.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The live view: what there is, how it is, what was done; and what the keys do. */
final class Screen {

    private static final Duration FRAME = Duration.ofMillis(500);
    private static final Duration REPORT = Duration.ofSeconds(10);
    private static final int REMEMBERED = 6;
    private static final String HELP = "l load on/off   r roll   + - HTTP nodes   a A actor nodes   k kill a pod"
            + "   o kill the operator   q quit";

    private final Playground playground;
    private final Keyboard keyboard;
    private final Deque<String> said = new ArrayDeque<>();
    private final ExecutorService actions =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private Instant measured = Instant.now();
    private int drawn;

    Screen(Playground playground, Keyboard keyboard) {
        this.playground = playground;
        this.keyboard = keyboard;
    }

    /** Until somebody presses q. */
    void run() {
        String rate = "";
        Instant next = Instant.now();
        while (true) {
            Optional<Character> key = keyboard.pressed();
            if (key.filter(pressed -> pressed == 'q').isPresent()) {
                return;
            }
            key.ifPresent(this::act);
            if (Instant.now().isAfter(next)) {
                rate = rate().orElse(rate);
                draw(frame(rate));
                next = Instant.now().plus(FRAME);
            }
            sleep(Duration.ofMillis(50));
        }
    }

    /** In place of the frame before, and below what was said at the start. */
    private void draw(List<String> frame) {
        String up = drawn > 0 ? "\u001b[%dA\u001b[J".formatted(drawn) : "";
        System.out.print(up + String.join("\n", frame) + "\n");
        drawn = frame.size();
    }

    /** Where nobody watches: a line now and then, until it is ended from outside. */
    void runWithoutTerminal() {
        System.out.println("Ctrl-C ends it, and forgets everything.");
        while (true) {
            sleep(REPORT);
            System.out.println(state());
        }
    }

    private void act(char key) {
        switch (key) {
            case 'l' -> say(playground::toggleLoad);
            case 'r' -> say(playground::roll);
            case '+' -> say(() -> playground.scaleHttp(1));
            case '-' -> say(() -> playground.scaleHttp(-1));
            case 'a' -> say(() -> playground.scaleActors(1));
            case 'A' -> say(() -> playground.scaleActors(-1));
            case 'k' -> say(playground::killPod);
            case 'o' -> say(playground::killOperator);
            default -> {
                // A key that does nothing.
            }
        }
    }

    /** One after the other, and not on the thread that draws. */
    private void say(Supplier<String> action) {
        actions.execute(() -> {
            String line;
            try {
                line = action.get();
            } catch (IllegalStateException | KubernetesClientException e) {
                line = "That did not work: " + e.getMessage();
            }
            synchronized (said) {
                said.addLast("%tT  %s".formatted(LocalTime.now(ZoneId.systemDefault()), line));
                if (said.size() > REMEMBERED) {
                    said.removeFirst();
                }
            }
        });
    }

    private List<String> frame(String rate) {
        List<String> lines = new ArrayList<>(List.of(HELP, "", state(), ""));
        lines.add("%-18s %-14s %-5s %-8s %-9s %-6s %-6s %s"
                .formatted("POD", "ADDRESS", "READY", "RESTARTS", "STATE", "OWNED", "COPIES", "IMAGE"));
        playground.pods().forEach(pod -> lines.add(row(pod)));
        lines.add("");
        lines.add(playground.load().map(load -> rate).orElse("No load: press l."));
        lines.add(playground.operatorAlive() ? "" : "The operator is dead.");
        synchronized (said) {
            lines.addAll(said);
        }
        return lines;
    }

    private String state() {
        JsonNode now = playground.stockCluster();
        JsonNode ready = Playground.ready(now);
        return "%s: %s (%s) %s"
                .formatted(
                        now.at("/metadata/name").asText(),
                        now.at("/status/phase").asText("?"),
                        ready.path("reason").asText(),
                        ready.path("message").asText());
    }

    private String row(Pod pod) {
        boolean leaving = pod.getMetadata().getDeletionTimestamp() != null;
        Optional<ContainerStatus> container = Optional.ofNullable(pod.getStatus()).stream()
                .flatMap(status -> status.getContainerStatuses().stream())
                .findFirst();
        boolean ready = container.map(ContainerStatus::getReady).orElse(false);
        Optional<JsonNode> view = ready ? playground.view(pod) : Optional.empty();
        return "%-18s %-14s %-5s %-8s %-9s %-6s %-6s %s"
                .formatted(
                        pod.getMetadata().getName(),
                        Optional.ofNullable(pod.getStatus())
                                .map(status -> status.getPodIP())
                                .orElse(""),
                        ready ? "yes" : "no",
                        container.map(ContainerStatus::getRestartCount).orElse(0),
                        leaving
                                ? "leaving"
                                : view.map(v -> v.path("state").asText()).orElse("starting"),
                        view.map(v -> v.at("/shards/owned").asText()).orElse(""),
                        view.map(v -> v.at("/shards/copies").asText()).orElse(""),
                        pod.getSpec().getContainers().getFirst().getImage());
    }

    /** Once a second. */
    private Optional<String> rate() {
        Duration since = Duration.between(measured, Instant.now());
        if (since.toMillis() < 1000) {
            return Optional.empty();
        }
        measured = Instant.now();
        return playground.load().map(load -> {
            Figures lately = load.lately();
            return "%.0f sales a second; %s".formatted(lately.acknowledged() * 1000.0 / since.toMillis(), line(lately));
        });
    }

    static String line(Figures figures) {
        return "%d sales, %d of them retried, %d more than once; the slowest took %d ms"
                .formatted(
                        figures.acknowledged(),
                        figures.retried(),
                        figures.troubled(),
                        figures.slowest().toMillis());
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
