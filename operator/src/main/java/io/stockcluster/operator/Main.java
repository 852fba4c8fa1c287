package io.stockcluster.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.stockcluster.operator.logging.Logging;
import java.io.Console;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the operator, and stops it politely when it is told to. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        try {
            run(OperatorSettings.read(System.getenv(), onTerminal()));
        } catch (IllegalArgumentException | OperatorProcess.CannotStart | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Java 25 gives no console at all where the output goes elsewhere. */
    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private static void run(OperatorSettings settings) {
        Logging.start(settings.logFormat(), settings.logLevel());
        Logger log = LoggerFactory.getLogger(Main.class);
        AtomicReference<Optional<OperatorProcess>> operator = new AtomicReference<>(Optional.empty());
        KubernetesClient client = new KubernetesClientBuilder().build();
        HealthServer health = HealthServer.start(
                settings.healthPort(),
                () -> operator.get().map(OperatorProcess::isHealthy).orElse(true),
                () -> operator.get().map(OperatorProcess::isHealthy).orElse(false));
        try {
            operator.set(Optional.of(OperatorProcess.start(client, settings.namespaces(), settings.nodeImage())));
        } catch (OperatorProcess.CannotStart e) {
            health.close();
            client.close();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            log.info("Stopping");
            operator.get().ifPresent(OperatorProcess::close);
            health.close();
            client.close();
        }));
        log.info(
                "Looking after StockClusters in {}, with node image {}",
                settings.namespaces().isEmpty() ? "all namespaces" : settings.namespaces(),
                settings.nodeImage().orElse("none (each has to name one)"));
    }
}
