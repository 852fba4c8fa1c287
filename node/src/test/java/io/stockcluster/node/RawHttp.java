package io.stockcluster.node;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP byte by byte, so that what is sent can be wrong in any way. One connection for each request. */
final class RawHttp {

    /** Longer than a busy machine stands still, and shorter than a node waits for a body. */
    private static final int PATIENCE = (int) Duration.ofSeconds(25).toMillis();

    private final InetSocketAddress server;

    RawHttp(int port) {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    RawHttp(InetSocketAddress server) {
        this.server = server;
    }

    /** An answer; its headers by their names in lower case. */
    record Reply(int status, Map<String, String> headers, String text) {}

    /** Sends the bytes, which ask for the connection to be closed, and reads the answer. */
    Reply send(byte[] request) throws IOException {
        try (var socket = new Socket(server.getAddress(), server.getPort())) {
            socket.setSoTimeout(PATIENCE);
            try {
                socket.getOutputStream().write(request);
            } catch (IOException _) {
                // The server need not read to the end what it refuses; its answer is there all the same.
            }
            var in = new BufferedInputStream(socket.getInputStream());
            Reply reply = read(in);
            Reply last = reply.status() == 100 ? read(in) : reply;
            expectEnd(in);
            return last;
        }
    }

    /** Every request of this client's asks for its answer to be the last. */
    private static void expectEnd(InputStream in) throws IOException {
        try {
            if (in.read() >= 0) {
                throw new IOException("there is more after the last answer");
            }
        } catch (SocketException _) {
            // Ended before all was read that was sent: an end it is.
        }
    }

    private static Reply read(InputStream in) throws IOException {
        String start = line(in);
        if (!start.startsWith("HTTP/1.1 ")) {
            throw new IOException("no answer, but '" + start + "'");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        int status = Integer.parseInt(start.substring(9, 12));
        return new Reply(status, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the answer ended after '" + line + "'");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
