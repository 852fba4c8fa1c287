package io.stockcluster.e2e;

import com.sun.net.httpserver.HttpsServer;
import io.stockcluster.embedded.control.Tunnel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What lies outside of the embedded cluster, of which the examples name one host: the Location API. Its pods get there by a
 * proxy, since nobody but root could listen where a name without a port leads.
 */
final class Outside implements AutoCloseable {

    private static final String HOST = "locations.example.com";

    private final HttpsServer host;
    private final ServerSocket proxy;
    private final Path authorities;

    private Outside(HttpsServer host, ServerSocket proxy, Path authorities) {
        this.host = host;
        this.proxy = proxy;
        this.authorities = authorities;
    }

    static Outside started(Path folder) {
        try {
            SelfSigned certificate = SelfSigned.of(HOST);
            InetAddress here = InetAddress.getLoopbackAddress();
            HttpsServer host = LocationApi.start(certificate.keyStore(), new InetSocketAddress(here, 0));
            Outside outside = new Outside(
                    host,
                    new ServerSocket(0, 50, here),
                    Files.write(folder.resolve("authorities.p12"), certificate.trustStore()));
            Thread.ofVirtual().name("proxy").start(outside::accept);
            return outside;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By which a JVM finds the way, and trusts whom it meets there. */
    String options() {
        return "-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=%d -Djavax.net.ssl.trustStore=%s"
                .formatted(proxy.getLocalPort(), authorities);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = proxy.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            // There is no way out any more.
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (!asksForHost(client)) {
                answer(client, "502 Bad Gateway");
                return;
            }
            try (var server =
                    new Socket(proxy.getInetAddress(), host.getAddress().getPort())) {
                answer(client, "200 OK");
                Tunnel.pass(client, server);
            }
        } catch (IOException gone) {
            // Whoever asked has gone: there is nobody to tell.
        }
    }

    /** A client that speaks first would be read too far here; none does, since it waits for the tunnel. */
    private static boolean asksForHost(Socket client) throws IOException {
        var head = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        String request = head.readLine();
        String line = request;
        while (line != null && !line.isEmpty()) {
            line = head.readLine();
        }
        return ("CONNECT " + HOST + ":443 HTTP/1.1").equals(request);
    }

    private static void answer(Socket client, String status) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            proxy.close();
            host.stop(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
