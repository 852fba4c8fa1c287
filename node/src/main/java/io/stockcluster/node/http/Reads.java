package io.stockcluster.node.http;

import io.stockcluster.actors.QuorumUnavailable;
import io.stockcluster.actors.WriteTimeout;
import java.util.function.Supplier;

/** What only reads. Where no answer comes in time, nothing was written: all that can be said is that nobody is sure. */
final class Reads {

    private Reads() {}

    static <T> T sure(Supplier<T> read) {
        try {
            return read.get();
        } catch (WriteTimeout timeout) {
            throw unsure(timeout);
        }
    }

    static QuorumUnavailable unsure(WriteTimeout timeout) {
        return new QuorumUnavailable("It could not be read in time", timeout);
    }
}
