package io.stockcluster.node.web;

import io.helidon.webserver.http.ServerRequest;
import java.io.InputStream;
import java.util.Optional;

/** A request's body as it comes. It is opened once; whoever reads on later goes on where another has stopped. */
final class Entity {

    private final ServerRequest request;
    private Optional<InputStream> opened = Optional.empty();

    Entity(ServerRequest request) {
        this.request = request;
    }

    boolean isThere() {
        return request.content().hasEntity();
    }

    /** Whether it is there and on its way: who waits for a word before sending it has none yet. */
    boolean comes() {
        return request.continueSent();
    }

    /** What the head says of its length; 0 where it says nothing. */
    long announced() {
        return request.headers().contentLength().orElse(0);
    }

    InputStream stream() {
        if (opened.isEmpty()) {
            opened = Optional.of(request.content().inputStream());
        }
        return opened.get();
    }
}
