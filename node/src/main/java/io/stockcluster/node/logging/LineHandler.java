package io.stockcluster.node.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Puts each line on the backlog, with what it belongs to. One thread makes and writes them, many at a time if it must. */
final class LineHandler extends Handler {

    /** Some seconds of a node that says all it does; a few megabytes at most times. */
    private static final int ROOM = 16 * 1024;

    private static final int PIECE = 64 * 1024;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    private final OutputStream out;
    private final Line format;
    private final Backlog backlog;
    private final AtomicLong written = new AtomicLong();

    /** Writes to that from now on. */
    static LineHandler started(OutputStream out, Line format) {
        return started(out, format, ROOM);
    }

    static LineHandler started(OutputStream out, Line format, int room) {
        var handler = new LineHandler(out, format, room);
        Thread.ofPlatform().name("log").daemon().start(handler::write);
        return handler;
    }

    private LineHandler(OutputStream out, Line format, int room) {
        this.out = out;
        this.format = format;
        this.backlog = new Backlog(room);
    }

    @Override
    public void publish(LogRecord entry) {
        if (isLoggable(entry)) {
            backlog.add(new Backlog.Entry(entry, LogContext.current()));
        }
    }

    /** Lines of that level that were dropped, because they came faster than they could be written. */
    long dropped(String level) {
        return backlog.dropped(level);
    }

    private void write() {
        try {
            while (true) {
                write(backlog.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Backlog.Entry first) {
        StringBuilder piece = new StringBuilder();
        long lines = 0;
        Optional<Backlog.Entry> next = Optional.of(first);
        while (next.isPresent()) {
            piece.append(text(next.get()));
            lines++;
            next = piece.length() < PIECE ? backlog.poll() : Optional.empty();
        }
        try {
            out.write(piece.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            reportError(null, e, ErrorManager.WRITE_FAILURE);
        }
        written.addAndGet(lines);
    }

    /** A line that cannot be made, since a parameter's text fails, must not end all others. Without memory none is made. */
    private String text(Backlog.Entry entry) {
        try {
            return format.of(entry.line(), entry.context());
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (RuntimeException e) {
            return unmade(entry, e);
        } catch (Error e) {
            return unmade(entry, new IllegalStateException(e.toString(), e));
        }
    }

    private String unmade(Backlog.Entry entry, RuntimeException why) {
        reportError("A line of " + entry.line().getLoggerName() + " cannot be made", why, ErrorManager.FORMAT_FAILURE);
        return "";
    }

    /** Waits until what was logged so far is written, but not for ever: nobody may be reading. */
    void await(Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        long wanted = backlog.added();
        while (written.get() < wanted && System.nanoTime() - until < 0) {
            Thread.sleep(LOOK_AGAIN);
        }
    }

    @Override
    public void flush() {
        // What waits is written as fast as it can be.
    }

    @Override
    public void close() {
        // the standard output is not ours to close
    }
}
