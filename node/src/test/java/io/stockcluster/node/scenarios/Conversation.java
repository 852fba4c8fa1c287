package io.stockcluster.node.scenarios;

import io.stockcluster.node.Api;
import java.util.HashMap;
import java.util.Map;

/** What a scenario sent and what was answered, as far as it comes back to it. */
final class Conversation {

    private record Request(String path, String body) {}

    private final Map<String, Request> firstRequests = new HashMap<>();
    private final Map<String, Api.Reply> firstReplies = new HashMap<>();
    private int requests;
    private Request last;
    private Api.Reply first;
    private Api.Reply reply;

    /** Sends something new. */
    void begin(Api worker, String path, String fields) {
        first = null;
        send(worker, new Request(path, "{\"requestId\":\"" + ++requests + "\"," + fields + "}"));
    }

    /** Sends the last request again. */
    void repeat(Api worker) {
        send(worker, last);
    }

    /** The same with another quantity. */
    void repeatAs(Api worker, String amount) {
        send(
                worker,
                new Request(last.path(), last.body().replaceFirst("\"quantity\":[0-9.]+", "\"quantity\":" + amount)));
    }

    /** Sends the first request of that kind again. */
    void repeatFirst(Api worker, String kind) {
        first = firstReplies.get(kind);
        send(worker, firstRequests.get(kind));
    }

    private void send(Api worker, Request request) {
        last = request;
        reply = worker.post(request.path(), request.body());
        first = first == null ? reply : first;
    }

    /** Remembers the last request, if it is the first of that kind in the scenario. */
    void keep(String kind) {
        firstRequests.putIfAbsent(kind, last);
        firstReplies.putIfAbsent(kind, reply);
    }

    Api.Reply reply() {
        return reply;
    }

    /** The answer to what the last request repeats; its own, where it is new. */
    Api.Reply first() {
        return first;
    }

    /** Where the last request went. */
    String path() {
        return last.path();
    }
}
