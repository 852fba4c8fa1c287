package io.stockcluster.embedded.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A port whose connections are passed on, each to the next of the targets that takes it. */
final class Front implements AutoCloseable {

    private static final int CONNECT_MILLIS = 1000;

    private final ServerSocket server;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<InetSocketAddress> targets = List.of();

    private Front(ServerSocket server) {
        this.server = server;
    }

    static Front open(int port) {
        try {
            Front front = new Front(new ServerSocket(port, 128, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("front-" + port).start(front::accept);
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " of 127.0.0.1 cannot be opened", e);
        }
    }

    void leadTo(List<InetSocketAddress> targets) {
        this.targets = List.copyOf(targets);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> passOn(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void passOn(Socket client) {
        List<InetSocketAddress> now = targets;
        try (client) {
            for (int i = 0; i < now.size(); i++) {
                InetSocketAddress target = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
                try (Socket pod = new Socket()) {
                    pod.connect(target, CONNECT_MILLIS);
                    Tunnel.pass(client, pod);
                    return;
                } catch (IOException refused) {
                    // The next one may take it.
                }
            }
        } catch (IOException e) {
            // It was closed already.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
