package io.stockcluster.playground;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.function.Supplier;

/** Tries everything that the playground offers, as a person would, and fails where something does not work. */
final class Check {

    private final Playground playground;
    private final List<Line> lines;

    Check(Playground playground, List<Line> lines) {
        this.playground = playground;
        this.lines = lines;
    }

    void run() {
        lines.forEach(Check::line);
        key(playground::toggleLoad);
        drainByHand();
        key(playground::killPod);
        key(playground::killOperator);
        key(() -> playground.scaleHttp(1));
        key(playground::roll);
        String audit = playground.toggleLoad();
        System.out.println(audit);
        if (!audit.endsWith("the levels say the same.")) {
            throw new IllegalStateException("The ledger and the levels should have been the same.");
        }
        System.out.println("All of it worked.");
    }

    private static void line(Line line) {
        System.out.println(line.command());
        String answer = line.run().strip();
        System.out.println("  " + answer.replace("\n", " "));
        if (!answer.endsWith(Integer.toString(line.expected()))) {
            throw new IllegalStateException("The status should have been " + line.expected() + ".");
        }
    }

    /** As docs/management.md tells people to. */
    private void drainByHand() {
        playground.pause(true);
        Pod node = playground.actors().getLast();
        line(drain("POST", node));
        Playground.await(
                node.getMetadata().getName() + " to hold nothing",
                () -> state(node).equals("drained"));
        line(drain("DELETE", node));
        Playground.await(
                node.getMetadata().getName() + " to be back", () -> state(node).equals("active"));
        playground.pause(false);
        playground.awaitSettled();
    }

    private Line drain(String method, Pod node) {
        String command = "curl -sS -H @%s -X %s %s/cluster/drain"
                .formatted(playground.managementHeaders(), method, playground.management(node));
        return new Line("", command, 202);
    }

    private String state(Pod node) {
        return playground.view(node).map(view -> view.path("state").asText()).orElse("");
    }

    private void key(Supplier<String> action) {
        System.out.println(action.get());
        playground.awaitSettled();
        playground.load().ifPresent(load -> System.out.println("  ready again; " + Screen.line(load.lately())));
    }
}
