package io.stockcluster.node.locations;

import java.time.Duration;

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
    };

    /** As {@link System#nanoTime()}: only differences mean anything. */
    long nanos();

    void sleep(Duration pause) throws InterruptedException;
}
