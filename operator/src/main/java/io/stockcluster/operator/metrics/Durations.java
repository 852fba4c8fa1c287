package io.stockcluster.operator.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** How long something took, in buckets, apart for each value of one label. */
final class Durations implements Series {

    private final String name;
    private final String help;
    private final String label;
    private final double[] bounds;
    private final Map<String, Buckets> taken = new ConcurrentSkipListMap<>();

    /** @param bounds in seconds, ascending; a last one without end is added */
    Durations(String name, String help, String label, double... bounds) {
        this.name = name;
        this.help = help;
        this.label = label;
        this.bounds = bounds.clone();
    }

    void add(String value, Duration duration) {
        taken.computeIfAbsent(value, key -> new Buckets(bounds.length + 1)).add(duration.toNanos() / 1e9, bounds);
    }

    @Override
    public void write(StringBuilder text) {
        Series.head(text, name, "histogram", help);
        taken.forEach(
                (value, buckets) -> buckets.write(text, name, "%s=%s".formatted(label, Series.quoted(value)), bounds));
    }

    /** Sum and buckets must fit each other, so they change under one lock. */
    private static final class Buckets {

        private final long[] counts;
        private double sum;

        Buckets(int size) {
            counts = new long[size];
        }

        synchronized void add(double seconds, double[] bounds) {
            int bucket = 0;
            while (bucket < bounds.length && seconds > bounds[bucket]) {
                bucket++;
            }
            counts[bucket]++;
            sum += seconds;
        }

        synchronized void write(StringBuilder text, String name, String labels, double[] bounds) {
            long below = 0;
            for (int i = 0; i < counts.length; i++) {
                below += counts[i];
                String bound = i < bounds.length ? Double.toString(bounds[i]) : "+Inf";
                text.append("%s_bucket{%s,le=\"%s\"} %d\n".formatted(name, labels, bound, below));
            }
            text.append("%s_sum{%s} %s\n".formatted(name, labels, sum));
            text.append("%s_count{%s} %d\n".formatted(name, labels, below));
        }
    }
}
