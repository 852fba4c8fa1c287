package io.stockcluster.embedded.api;

import java.io.IOException;
import java.net.URI;

/** A request that cannot be served, with what Kubernetes answers to such a one. */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;

    private ApiError(int code, String reason, String message) {
        super(message);
        this.code = code;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    String reason() {
        return reason;
    }

    static ApiError badRequest(String message) {
        return new ApiError(400, "BadRequest", message);
    }

    static ApiError unknownPath(String path) {
        return new ApiError(404, "NotFound", "the server could not find the requested resource: " + path);
    }

    static ApiError notFound(Key key) {
        return new ApiError(404, "NotFound", "%s \"%s\" not found".formatted(called(key), key.name()));
    }

    static ApiError notAllowed(String method) {
        return new ApiError(405, "MethodNotAllowed", method + " is not supported here");
    }

    static ApiError alreadyExists(Key key) {
        return new ApiError(409, "AlreadyExists", "%s \"%s\" already exists".formatted(called(key), key.name()));
    }

    static ApiError conflict(Key key, String why) {
        return new ApiError(
                409,
                "Conflict",
                "Operation cannot be fulfilled on %s \"%s\": %s".formatted(called(key), key.name(), why));
    }

    static ApiError gone(long version) {
        return new ApiError(410, "Expired", "too old resource version: " + version);
    }

    static ApiError unknownFormat(String type) {
        return new ApiError(415, "UnsupportedMediaType", "the body of the request was in an unknown format: " + type);
    }

    static ApiError invalid(Key key, String why) {
        return new ApiError(422, "Invalid", "%s \"%s\" is invalid: %s".formatted(called(key), key.name(), why));
    }

    static ApiError budgetSpent(String budget, String why) {
        return new ApiError(
                429,
                "TooManyRequests",
                "Cannot evict pod as it would violate the pod's disruption budget. The disruption budget %s %s"
                        .formatted(budget, why));
    }

    static ApiError unreachable(URI uri, IOException why) {
        return new ApiError(503, "ServiceUnavailable", "error trying to reach service at %s: %s".formatted(uri, why));
    }

    private static String called(Key key) {
        return key.kind().plural()
                + (key.kind().group().isEmpty() ? "" : "." + key.kind().group());
    }
}
