package io.stockcluster.node.locations;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The time that passes, for tests to let it pass at will. */
interface Time {

    Time SYSTEM = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration pause) throws InterruptedException {
            Thread.sleep(pause);
        }

        @Override
        public double chance() {
            return ThreadLocalRandom.current().nextDouble();
        }
    };

    /** As {@link System#nanoTime()}: only differences mean anything. */
    long nanos();

    void sleep(Duration pause) throws InterruptedException;

    /** From 0 to 1. */
    double chance();
}
