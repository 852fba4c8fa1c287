package io.stockcluster.node;

import io.stockcluster.node.cli.Commands;
import io.stockcluster.node.config.Settings;
import io.stockcluster.node.config.SettingsReader;
import io.stockcluster.node.logging.Logging;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Starts a node, or runs one of the commands that help to try one out. */
public final class Main {

    private static final int BAD_SETTINGS = 2;
    private static final int CANNOT_START = 1;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** Until those who balance the load have heard that this node is not ready any more. */
    private static final Duration LET_GO = Duration.ofSeconds(2);

    private static final int LET_GO_SHARE = 10;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        var code = Commands.run(List.of(arguments), System.out, System.err);
        if (code.isPresent()) {
            System.exit(code.get());
        }
        Logging.prepare();
        // Pods come and go with their addresses: a name must not stand for those of a minute ago.
        Security.setProperty("networkaddress.cache.ttl", "3");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
        // The JDK's client would send a request again by itself where the connection ends before an answer begins: each
        // attempt at the Location API would be two.
        System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
        SettingsReader.Result read = SettingsReader.readProcess();
        if (read.settings().isEmpty()) {
            // One of them may be why: a name that is only nearly right.
            read.warnings().forEach(System.err::println);
            read.errors().forEach(System.err::println);
            System.exit(BAD_SETTINGS);
        }
        run(read.settings().orElseThrow(), read.warnings());
    }

    private static void run(Settings settings, List<String> warnings) throws InterruptedException {
        Logging.start(settings.log(), settings.nodeName());
        Logger log = System.getLogger(Main.class.getName());
        warnings.forEach(warning -> log.log(Level.WARNING, warning));
        if (settings.role().servesApi() && settings.auth().mode() == Settings.Auth.Mode.NONE) {
            log.log(Level.WARNING, "AUTH_MODE is none: everybody who reaches the API may do everything");
        }
        Node node = new Node(settings);
        node.watchThreads();
        // Before the start, since a node may hold something of the cluster's before it is up.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node, settings.stopTimeout(), log), "stop"));
        start(node, log);
        while (!node.ready()) {
            Thread.sleep(LOOK_AGAIN);
        }
        log.log(
                Level.INFO,
                "ready in {0} s as {1}",
                sinceStart(),
                settings.role().text());
    }

    private static void start(Node node, Logger log) {
        try {
            node.start();
        } catch (IllegalStateException e) {
            log.log(Level.ERROR, "The node cannot start: " + e.getMessage());
            System.exit(CANNOT_START);
        } catch (RuntimeException e) {
            // Without an exit the ports that are open already would keep a node alive that never becomes ready.
            log.log(Level.ERROR, "The node cannot start", e);
            System.exit(CANNOT_START);
        }
    }

    private static void stop(Node node, Duration limit, Logger log) {
        log.log(Level.INFO, "stopping");
        if (node.retire()) {
            LockSupport.parkNanos(
                    Math.min(LET_GO.toNanos(), limit.dividedBy(LET_GO_SHARE).toNanos()));
        }
        node.close();
        log.log(Level.INFO, "stopped");
        Logging.finish();
    }

    private static String sinceStart() {
        Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        return String.format(
                Locale.ROOT, "%.1f", Duration.between(start, Instant.now()).toMillis() / 1000.0);
    }
}
