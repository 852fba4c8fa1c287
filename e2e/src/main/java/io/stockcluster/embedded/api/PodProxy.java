package io.stockcluster.embedded.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Passes a GET on to a pod: {@code pods/name:port/proxy/path}. */
final class PodProxy {

    private static final int MILLIS = 3000;

    private final Store store;

    PodProxy(Store store) {
        this.store = store;
    }

    String get(Call call) {
        String[] target = call.name().split(":", 2);
        ObjectNode pod = store.require(new Key(Kind.POD, call.namespace(), target[0]));
        String address = pod.at("/status/podIP").asText();
        String port = target.length > 1 ? target[1] : "80";
        URI uri =
                URI.create("http://" + address + ":" + port + call.subresource().substring("proxy".length()));
        try {
            var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(MILLIS);
            connection.setReadTimeout(MILLIS);
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw ApiError.unreachable(uri, e);
        }
    }
}
