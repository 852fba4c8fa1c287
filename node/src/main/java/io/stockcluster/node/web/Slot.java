package io.stockcluster.node.web;

import java.util.concurrent.Semaphore;

/**
 * A request's place among those in flight. It is given back while the request waits for its client, who may take as
 * long as it likes: slow clients must not keep others out. Used by the request's thread alone.
 */
final class Slot {

    private final Semaphore free;
    private boolean held;

    Slot(Semaphore free) {
        this.free = free;
    }

    /** Takes the place, or refuses the request. */
    void take() {
        if (!free.tryAcquire()) {
            throw new Refusal(overloaded());
        }
        held = true;
    }

    void give() {
        if (held) {
            held = false;
            free.release();
        }
    }

    static Answer overloaded() {
        return Answer.status(503, "Overloaded").with("Retry-After", "1");
    }
}
