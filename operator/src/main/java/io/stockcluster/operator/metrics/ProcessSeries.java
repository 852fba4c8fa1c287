package io.stockcluster.operator.metrics;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What every process tells of itself, by the names that Prometheus' own libraries use. */
final class ProcessSeries {

    private static final Path MEMORY = Path.of("/proc/self/status");

    private ProcessSeries() {}

    static List<Series> all() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        var threads = ManagementFactory.getThreadMXBean();
        var memory = ManagementFactory.getMemoryMXBean();
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return List.of(
                new Gauge(
                        "process_start_time_seconds",
                        "When the process started, since 1970.",
                        () -> runtime.getStartTime() / 1e3),
                new Gauge(
                        "process_cpu_seconds_total",
                        "counter",
                        "CPU time of the process.",
                        () -> system.getProcessCpuTime() / 1e9),
                new Gauge(
                        "process_resident_memory_bytes",
                        "Memory of the process, as the system sees it.",
                        () -> resident()),
                new Gauge(
                        "jvm_memory_used_bytes",
                        "Heap in use.",
                        () -> memory.getHeapMemoryUsage().getUsed()),
                new Gauge("jvm_threads_current", "Threads, virtual ones apart.", threads::getThreadCount));
    }

    /** Not a number where the system does not tell it. */
    private static double resident() {
        try (var lines = Files.lines(MEMORY)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
