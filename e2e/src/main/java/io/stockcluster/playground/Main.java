package io.stockcluster.playground;

import java.io.Console;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Starts the playground, and ends it cleanly, whatever ends it. */
public final class Main {

    private static final String CHECK = "--check";
    private static final String K3S = "--k3s";
    private static final Set<String> KNOWN = Set.of(CHECK, K3S);

    /** A JVM for the cluster, one for the operator, four for the nodes. */
    private static final long MEMORY = 1500L << 20;

    /** Two of the operator, and Kubernetes. */
    private static final long MEMORY_OF_K3S = 3000L << 20;

    private Main() {}

    public static void main(String[] arguments) {
        Set<String> options = new TreeSet<>(List.of(arguments));
        options.stream()
                .filter(option -> !KNOWN.contains(option))
                .forEach(option ->
                        fail("'" + option + "' is no option: call it without any, or with --check, --k3s or both."));
        try {
            lookAtMachine(options.contains(K3S) ? MEMORY_OF_K3S : MEMORY);
            run(options.contains(K3S), options.contains(CHECK));
        } catch (IllegalStateException | IllegalArgumentException e) {
            fail(e.getMessage());
        }
        System.exit(0);
    }

    private static void fail(String sentence) {
        System.err.println("playground: " + sentence);
        System.exit(1);
    }

    private static void lookAtMachine(long needed) {
        var machine = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        if (machine.getTotalMemorySize() < needed) {
            throw new IllegalStateException("this machine has %d MB of memory: the playground needs %d MB"
                    .formatted(machine.getTotalMemorySize() >> 20, needed >> 20));
        }
    }

    private static void run(boolean k3s, boolean check) {
        Instant begun = Instant.now();
        Path root = Path.of(System.getProperty("stockcluster.root"));
        try (Playground playground =
                Start.run(root, k3s, line -> System.out.printf("%5.1f s  %s%n", seconds(begun), line))) {
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
