package io.stockcluster.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stockcluster.operator.leader.Leadership;
import io.stockcluster.operator.logging.Logging;
import io.stockcluster.operator.metrics.OperatorMetrics;
import java.io.Console;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
        KubernetesClient impatient = Clients.impatient();
        Optional<Leadership> leadership = settings.lease()
                .map(lease -> Leadership.start(
                        impatient,
                        settings.ownNamespace().orElseThrow(),
                        lease,
                        settings.identity(),
                        Leadership.Timing.USUAL));
        BooleanSupplier turn = () -> leadership.map(Leadership::isHeld).orElse(true);
        KubernetesClient client = Clients.fenced(turn);
        OperatorMetrics metrics = new OperatorMetrics();
        Duty duty = new Duty(
                client,
                new OperatorProcess.Setup(
                        settings.namespaces(), settings.nodeImage(), settings.ownNamespace(), metrics, turn));
        Liveness liveness = new Liveness(duty::isWell, () -> answers(impatient), System::nanoTime);
        metrics.gauge(
                "stockcluster_operator_leader",
                "1 where it is this operator's turn.",
                () -> turn.getAsBoolean() ? 1 : 0);
        metrics.gauge(
                "stockcluster_operator_watches_healthy",
                "1 where every watch is connected.",
                () -> duty.isWell() ? 1 : 0);
        HealthServer health = HealthServer.start(
                settings.healthPort(),
                liveness::isLive,
                () -> duty.isRunning()
                        ? duty.isWell()
                        : leadership.map(Leadership::isInTouch).orElse(false) && !turn.getAsBoolean(),
                metrics::text);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            log.info("Stopping");
            duty.close();
            leadership.ifPresent(Leadership::close);
            health.close();
            client.close();
            impatient.close();
        }));
        duty.run();
    }

    private static boolean answers(KubernetesClient impatient) {
        try {
            return impatient.getKubernetesVersion() != null;
        } catch (KubernetesClientException e) {
            return false;
        }
    }
}
