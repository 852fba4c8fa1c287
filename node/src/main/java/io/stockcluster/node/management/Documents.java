package io.stockcluster.node.management;

import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Route;
import io.stockcluster.node.web.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the management port serves to read: the page for people, and the description of its calls. */
final class Documents {

    static final String DESCRIPTION = "openapi.yaml";

    private static final String PAGE = "page.html";

    /** All of the page is in its one file, and all that it asks is this node. */
    private static final Map<String, String> STRICT = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-cache");

    private Documents() {}

    static List<Route> routes() {
        return List.of(
                route("/", PAGE, "text/html; charset=utf-8", STRICT),
                route("/" + DESCRIPTION, DESCRIPTION, "application/yaml", Map.of()));
    }

    private static Route route(String path, String file, String type, Map<String, String> headers) {
        var answer = new Answer(200, headers, Optional.of(new Text(type, read(file))));
        return Route.of("GET", path, call -> answer);
    }

    static String read(String file) {
        try (var in = Objects.requireNonNull(Documents.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
