package io.stockcluster.node.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Reads bodies, and bounds what all of them together take: a request whose body finds no room is refused before memory
 * grows. Room is taken as bytes arrive and not as they are announced, and the first block needs none: who announces much
 * and sends little keeps nobody out. A body that does not come in time is given up; the web server would wait for ever.
 */
final class Bodies implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Bodies.class.getName());

    static final int LARGEST = 1024 * 1024;

    private static final long MOST_SKIPPED = 64L * LARGEST;

    /** Room is counted in these. */
    private static final int BLOCK = 4096;

    /** Beyond the first: enough to see that a body is too large. */
    private static final int MOST_BLOCKS = LARGEST / BLOCK;

    /** What a body of nothing but tiny numbers or objects may become when it is parsed, with some to spare. */
    private static final int BLOWN_UP = 64;

    private final Semaphore room;
    private final Duration patience;
    private final Set<Room> reading = ConcurrentHashMap.newKeySet();
    private final Thread watch;

    private Bodies(long bytes, Duration patience) {
        this.room = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / BLOCK));
        this.patience = patience;
        this.watch = Thread.startVirtualThread(this::giveUpLateOnes);
    }

    /** As much as this process's heap can bear, at least some of the largest; each within about the time. */
    static Bodies withinHeap(Duration patience) {
        return new Bodies(Math.max(4L * LARGEST, Runtime.getRuntime().maxMemory() / BLOWN_UP), patience);
    }

    private void giveUpLateOnes() {
        try {
            while (true) {
                Thread.sleep(patience.dividedBy(4));
                long now = System.nanoTime();
                reading.forEach(each -> each.giveUpIfLate(now));
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }

    /** The room that one request's body takes. Used by the request's thread; the watch only interrupts it. */
    final class Room {
        private final Thread reader = Thread.currentThread();
        private long startedAt;
        private int blocks;

        /** Guarded by this. */
        private boolean waiting;

        /**
         * All bytes up to one more than a body may have.
         *
         * @throws Refusal there is no room
         * @throws IOException or whatever the stream throws: it takes too long, or ended early
         */
        byte[] read(InputStream in) throws IOException {
            begin();
            try {
                return readAll(in);
            } finally {
                end();
            }
        }

        /**
         * Reads what nobody wants, before the connection is closed: closed over bytes that are still to be read, it breaks
         * off, and the answer may be lost on its way. Who sends more than that anyhow does not listen.
         */
        void skip(Entity entity) {
            if (!entity.comes()) {
                return;
            }
            begin();
            try {
                entity.stream().skipNBytes(MOST_SKIPPED);
            } catch (EOFException _) {
                // That was all of it.
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.DEBUG, "A body that was not wanted did not come to its end", e);
            } finally {
                end();
            }
        }

        private void begin() {
            startedAt = System.nanoTime();
            setWaiting(true);
            reading.add(this);
        }

        private void end() {
            reading.remove(this);
            setWaiting(false);
        }

        private byte[] readAll(InputStream in) throws IOException {
            byte[] bytes = new byte[BLOCK];
            int size = 0;
            while (size <= LARGEST) {
                if (size == bytes.length) {
                    take(Math.min(1 + blocks, MOST_BLOCKS - blocks));
                    bytes = Arrays.copyOf(bytes, Math.min((1 + blocks) * BLOCK, LARGEST + 1));
                }
                int read = in.read(bytes, size, bytes.length - size);
                if (read < 0) {
                    break;
                }
                size += read;
            }
            return Arrays.copyOf(bytes, size);
        }

        private synchronized void setWaiting(boolean waits) {
            waiting = waits;
            if (!waits) {
                // What the watch said a moment too late is not for what comes next.
                Thread.interrupted();
            }
        }

        /** Ends the connection, too: it is a channel that is read. */
        private synchronized void giveUpIfLate(long now) {
            if (waiting && now - startedAt > patience.toNanos()) {
                reader.interrupt();
            }
        }

        private void take(int more) {
            if (!room.tryAcquire(more)) {
                throw new Refusal(Slot.overloaded().last());
            }
            blocks += more;
        }

        void give() {
            room.release(blocks);
            blocks = 0;
        }
    }
}
