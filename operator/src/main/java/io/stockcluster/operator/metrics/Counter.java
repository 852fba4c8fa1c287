package io.stockcluster.operator.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts, apart for each value of one label. */
final class Counter implements Series {

    private final String name;
    private final String help;
    private final String label;
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

    Counter(String name, String help, String label) {
        this.name = name;
        this.help = help;
        this.label = label;
    }

    void add(String value) {
        counts.computeIfAbsent(value, key -> new LongAdder()).increment();
    }

    @Override
    public void write(StringBuilder text) {
        Series.head(text, name, "counter", help);
        counts.forEach((value, count) ->
                text.append("%s{%s=%s} %d\n".formatted(name, label, Series.quoted(value), count.sum())));
    }
}
