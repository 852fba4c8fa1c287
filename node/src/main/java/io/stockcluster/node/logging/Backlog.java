package io.stockcluster.node.logging;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Lines that wait to be written, and a bound on how many. Whoever logs never waits: where lines come faster than they are
 * written, those of 'debug' go first, when half the room is taken, and those of 'info' when a tenth is left. What is
 * dropped is counted.
 */
final class Backlog {

    /** A line to be made. */
    record Entry(LogRecord line, LogContext context) {}

    private final int room;
    private final BlockingQueue<Entry> waiting;
    private final AtomicLongArray dropped = new AtomicLongArray(Levels.NAMES.size());
    private final AtomicLong added = new AtomicLong();

    Backlog(int room) {
        this.room = room;
        this.waiting = new LinkedBlockingQueue<>(room);
    }

    void add(Entry entry) {
        Level level = entry.line().getLevel();
        if (waiting.size() < roomFor(level) && waiting.offer(entry)) {
            added.incrementAndGet();
        } else {
            dropped.incrementAndGet(Levels.rank(level));
        }
    }

    private int roomFor(Level level) {
        return switch (Levels.name(level)) {
            case "debug" -> room / 2;
            case "info" -> room - room / 10;
            default -> room;
        };
    }

    /** The next line, waited for. */
    Entry take() throws InterruptedException {
        return waiting.take();
    }

    /** The next line, if there is one. */
    Optional<Entry> poll() {
        return Optional.ofNullable(waiting.poll());
    }

    /** Lines that were ever put here to be written. */
    long added() {
        return added.get();
    }

    /** Lines of that level that were dropped. */
    long dropped(String level) {
        return dropped.get(Levels.NAMES.indexOf(level));
    }
}
