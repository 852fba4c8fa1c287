package io.stockcluster.node.http;

import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Route;
import io.stockcluster.node.web.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The API's description, for anybody. */
final class OpenApi {

    private static final String FILE = "/openapi.yaml";

    private OpenApi() {}

    static Route route() {
        var answer = new Answer(200, Map.of(), Optional.of(new Text("application/yaml", read())));
        return Route.of("GET", FILE, call -> answer);
    }

    static String read() {
        try (var in = Objects.requireNonNull(OpenApi.class.getResourceAsStream(FILE), FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }
}
