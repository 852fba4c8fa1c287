package io.stockcluster.actors.engine;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that no two messages share: this asker's, which is random, and a number. */
final class MessageIds {

    private final String asker = Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final AtomicLong last = new AtomicLong();

    String next() {
        return asker + "-" + last.incrementAndGet();
    }
}
