package io.stockcluster.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures several things in turn, round by round, and each round in the other direction: what else the machine does
 * hits all of them alike.
 */
public final class Rounds<T> {

    /** One thing in one round. */
    @FunctionalInterface
    public interface Measurement<T> {
        T take() throws InterruptedException;
    }

    private final Map<String, Measurement<T>> measurements = new LinkedHashMap<>();

    public Rounds<T> with(String name, Measurement<T> measurement) {
        measurements.put(name, measurement);
        return this;
    }

    /** What was measured, by name, in the rounds' order. */
    public Map<String, List<T>> take(int rounds) throws InterruptedException {
        Map<String, List<T>> taken = new LinkedHashMap<>();
        measurements.keySet().forEach(name -> taken.put(name, new ArrayList<>()));
        List<String> order = new ArrayList<>(measurements.keySet());
        for (int round = 0; round < rounds; round++) {
            for (String name : round % 2 == 0 ? order : order.reversed()) {
                taken.get(name).add(measurements.get(name).take());
            }
        }
        return taken;
    }
}
