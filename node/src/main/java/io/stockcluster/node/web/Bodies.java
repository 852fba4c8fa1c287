package io.stockcluster.node.web;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * Reads bodies, and bounds what all of them together take: a request whose body finds no room is refused before memory
 * grows. Room is taken as bytes arrive and not as they are announced, so that announcing much keeps nobody out.
 */
final class Bodies {

    static final int LARGEST = 1024 * 1024;

    /** Room is counted in these. */
    private static final int BLOCK = 4096;

    /** What a body of nothing but tiny numbers or objects may become when it is parsed, with some to spare. */
    private static final int BLOWN_UP = 64;

    /** For the whole body: a byte now and then would otherwise hold its room for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Semaphore room;

    private Bodies(long bytes) {
        this.room = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / BLOCK));
    }

    /** As much as this process's heap can bear; at least some of the largest at a time. */
    static Bodies withinHeap() {
        return new Bodies(Math.max(4L * LARGEST, Runtime.getRuntime().maxMemory() / BLOWN_UP));
    }

    /** The room that one request's body takes. Used by the request's thread alone. */
    final class Room {
        private int blocks;

        /**
         * All bytes up to one more than a body may have.
         *
         * @throws Refusal there is no room
         * @throws IOException it takes too long, or ended early
         */
        byte[] read(InputStream in) throws IOException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            byte[] bytes = new byte[0];
            int size = 0;
            while (size <= LARGEST) {
                if (size == bytes.length) {
                    take(Math.max(1, blocks));
                    bytes = Arrays.copyOf(bytes, Math.min(blocks * BLOCK, LARGEST + 1));
                }
                int read = in.read(bytes, size, bytes.length - size);
                if (read < 0) {
                    break;
                }
                size += read;
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException("The body did not come within " + PATIENCE);
                }
            }
            return Arrays.copyOf(bytes, size);
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
