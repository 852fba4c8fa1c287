package io.stockcluster.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A connection to an API server that can be cut, and mended: while it is cut, nobody answers there. */
final class Wire implements AutoCloseable {

    private final URI far;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket near;

    private Wire(URI far, ServerSocket near) {
        this.far = far;
        this.near = near;
        this.port = near.getLocalPort();
    }

    static Wire to(URI far) {
        try {
            Wire wire = new Wire(far, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            wire.accept(wire.near);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("https://127.0.0.1:" + port + "/");
    }

    void cut() {
        close(near);
        sockets.forEach(Wire::close);
        sockets.clear();
    }

    void mend() {
        try {
            near = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            accept(near);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
    }

    private void accept(ServerSocket server) {
        Thread.startVirtualThread(() -> {
            while (!server.isClosed()) {
                connect(server);
            }
        });
    }

    private void connect(ServerSocket server) {
        try {
            Socket caller = server.accept();
            Socket called = new Socket(far.getHost(), far.getPort());
            sockets.add(caller);
            sockets.add(called);
            if (server.isClosed()) {
                // Cut meanwhile: who did that may not have seen these.
                close(caller);
                close(called);
                return;
            }
            copy(caller, called);
            copy(called, caller);
        } catch (IOException e) {
            // Cut, or nobody there: the caller notices.
        }
    }

    private static void copy(Socket from, Socket to) {
        Thread.startVirtualThread(() -> {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // The connection is over, for both ends.
            } finally {
                close(from);
                close(to);
            }
        });
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
