package io.stockcluster.node.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * The node's metrics, under the names that docs/metrics.md tells. No label has values that come from outside: actors,
 * locations and callers are never among them.
 */
final class Meters implements AutoCloseable {

    /** From what a message takes that finds everything warm, to what no caller waits for. */
    private static final Duration[] BOUNDS = LongStream.of(
                    50,
                    100,
                    250,
                    500,
                    1_000,
                    2_500,
                    5_000,
                    10_000,
                    25_000,
                    50_000,
                    100_000,
                    250_000,
                    500_000,
                    1_000_000,
                    2_500_000,
                    5_000_000,
                    10_000_000)
            .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** Micrometer holds them only weakly, and what is gone would count no further. */
    private final Queue<LongSupplier> counts = new ConcurrentLinkedQueue<>();

    Meters() {
        new ClassLoaderMetrics().bindTo(registry);
        new JvmInfoMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** Counts, and how many were how fast. */
    Timer timer(String name, String what, String... labels) {
        return Timer.builder(name)
                .description(what)
                .tags(labels)
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    Counter counter(String name, String what, String... labels) {
        return Counter.builder(name).description(what).tags(labels).register(registry);
    }

    /** A count that is kept elsewhere. */
    void counted(String name, String what, LongSupplier count, String... labels) {
        counts.add(count);
        FunctionCounter.builder(name, count, LongSupplier::getAsLong)
                .description(what)
                .tags(Tags.of(labels))
                .register(registry);
    }

    void gauge(String name, String what, DoubleSupplier value, String... labels) {
        Gauge.builder(name, value::getAsDouble).description(what).tags(labels).register(registry);
    }

    /** In the form that Prometheus reads. */
    String text() {
        return registry.scrape();
    }

    /** A constant's name as a label has it. */
    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
