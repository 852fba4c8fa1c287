package io.stockcluster.embedded.api;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a request is about.
 *
 * @param namespace empty: all, or none
 * @param name empty: all of the kind
 * @param subresource empty: the object itself
 */
record Call(
        String method, Kind kind, String namespace, String name, String subresource, Map<String, String> parameters) {

    /** Paths are {@code /api/v1/…} or {@code /apis/group/version/…}, then {@code [namespaces/x/]kinds[/name[/sub]]}. */
    static Call of(String method, URI uri, Kinds kinds) {
        Deque<String> path = new ArrayDeque<>(
                Arrays.asList(uri.getPath().replaceFirst("^/", "").split("/")));
        String root = path.poll();
        String group = "apis".equals(root) ? next(path, uri) : "";
        String version = next(path, uri);
        String plural = next(path, uri);
        String namespace = "";
        if (plural.equals("namespaces") && path.size() > 1) {
            namespace = next(path, uri);
            plural = next(path, uri);
        }
        Kind kind = kinds.find(group, version, plural).orElseThrow(() -> ApiError.unknownPath(uri.getPath()));
        String name = path.isEmpty() ? "" : path.poll();
        return new Call(method, kind, namespace, name, String.join("/", path), parameters(uri));
    }

    private static String next(Deque<String> path, URI uri) {
        return Optional.ofNullable(path.poll()).orElseThrow(() -> ApiError.unknownPath(uri.getPath()));
    }

    private static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new HashMap<>();
        Arrays.stream(Optional.ofNullable(uri.getRawQuery()).orElse("").split("&"))
                .map(parameter -> parameter.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return parameters;
    }

    Key key() {
        return new Key(kind, kind.namespaced() ? namespace : "", name);
    }

    String parameter(String called) {
        return parameters.getOrDefault(called, "");
    }

    boolean watches() {
        return method.equals("GET") && name.isEmpty() && parameter("watch").equals("true");
    }

    /** What an audit would call it. */
    String verb() {
        return switch (method) {
            case "GET" -> watches() ? "WATCH" : name.isEmpty() ? "LIST" : "GET";
            case "PATCH" -> "PATCH";
            default -> method;
        };
    }
}
