package io.stockcluster.embedded.control;

import java.io.IOException;
import java.net.Socket;

/** What one side of a connection says is passed on to the other, and back. */
public final class Tunnel {

    private Tunnel() {}

    /** Returns when neither side has more to say. */
    public static void pass(Socket client, Socket server) throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Thread back = Thread.ofVirtual().start(() -> copy(server, client));
        copy(client, server);
        try {
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the way on when there is no more to come; a connection that breaks breaks both ways. */
    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException broken) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was closed already.
        }
    }
}
