package io.stockcluster.playground;

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

    private void key(Supplier<String> action) {
        System.out.println(action.get());
        playground.awaitSettled();
        playground.load().ifPresent(load -> System.out.println("  ready again; " + Screen.line(load.lately())));
    }
}
