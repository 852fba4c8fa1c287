package io.stockcluster.node.locations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sleeping takes no time here, but is time that passes. */
final class FakeTime implements Time {

    private final List<Duration> pauses = new ArrayList<>();
    private long nanos;

    void passes(Duration duration) {
        nanos += duration.toNanos();
    }

    /** What was slept, in order. */
    List<Duration> pauses() {
        return pauses;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void sleep(Duration pause) {
        pauses.add(pause);
        passes(pause);
    }

    @Override
    public double chance() {
        return 0;
    }
}
