package io.stockcluster.playground;

import java.io.Console;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Starts the playground, and ends it cleanly, whatever ends it. */
public final class Main {

    /** A JVM for the cluster, one for the operator, four for the nodes. */
    private static final long MEMORY = 1500L << 20;

    private Main() {}

    public static void main(String[] arguments) {
        List<String> options = List.of(arguments);
        if (!List.of(List.of(), List.of("--check")).contains(options)) {
            fail("'" + String.join(" ", options) + "' is no option: call it without any, or with --check.");
        }
        try {
            lookAtMachine();
            run(options.contains("--check"));
        } catch (IllegalStateException | IllegalArgumentException e) {
            fail(e.getMessage());
        }
        System.exit(0);
    }

    private static void fail(String sentence) {
        System.err.println("playground: " + sentence);
        System.exit(1);
    }

    private static void lookAtMachine() {
        var machine = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        if (machine.getTotalMemorySize() < MEMORY) {
            throw new IllegalStateException("this machine has %d MB of memory: six Java processes need %d MB"
                    .formatted(machine.getTotalMemorySize() >> 20, MEMORY >> 20));
        }
    }

    private static void run(boolean check) {
        Instant begun = Instant.now();
        Path root = Path.of(System.getProperty("stockcluster.root"));
        try (Playground playground =
                Start.run(root, line -> System.out.printf("%5.1f s  %s%n", seconds(begun), line))) {
            List<Line> lines = Line.all(playground);
            if (check) {
                new Check(playground, lines).run();
            } else {
                System.out.println(Welcome.text(playground, lines));
                show(playground);
            }
        }
    }

    private static double seconds(Instant since) {
        return Duration.between(since, Instant.now()).toMillis() / 1000.0;
    }

    private static void show(Playground playground) {
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()) {
            try (Keyboard keyboard = Keyboard.open()) {
                new Screen(playground, keyboard).run();
            }
        } else {
            new Screen(playground, Keyboard.none()).runWithoutTerminal();
        }
    }
}
