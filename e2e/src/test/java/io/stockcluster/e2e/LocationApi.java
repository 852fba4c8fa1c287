package io.stockcluster.e2e;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A Location API that is well, and knows no location. It is one class that needs nothing but the JDK, so that a pod can run
 * it as well.
 */
final class LocationApi {

    private LocationApi() {}

    /** With a key store, and the port to listen on. */
    public static void main(String[] arguments) throws IOException {
        start(Files.readAllBytes(Path.of(arguments[0])), new InetSocketAddress(Integer.parseInt(arguments[1])));
    }

    static HttpsServer start(byte[] keyStore, InetSocketAddress address) throws IOException {
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(keyStore)));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                boolean health = exchange.getRequestURI().getPath().equals("/health");
                exchange.sendResponseHeaders(health ? 200 : 404, -1);
            }
        });
        server.start();
        return server;
    }

    private static SSLContext tls(byte[] keyStore) {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(new ByteArrayInputStream(keyStore), SelfSigned.PASSWORD.toCharArray());
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, SelfSigned.PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The key store cannot be used", e);
        }
    }
}
