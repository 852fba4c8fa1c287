package io.stockcluster.operator.metrics;

import java.util.function.DoubleSupplier;

/** A number as it is when it is asked for. */
record Gauge(String name, String type, String help, DoubleSupplier now) implements Series {

    Gauge(String name, String help, DoubleSupplier now) {
        this(name, "gauge", help, now);
    }

    @Override
    public void write(StringBuilder text) {
        Series.head(text, name, type, help);
        text.append(name).append(' ').append(now.getAsDouble()).append('\n');
    }
}
