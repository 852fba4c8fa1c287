package io.stockcluster.node.locations;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A Location API behind the door: what it allows to be kept is not asked again. */
final class LocationApiClient implements Locations {

    private final ApiCaller api;
    private final Question<Optional<Location>> find;
    private final Question<List<Location>> path;
    private final Question<Optional<LocationTree>> tree;

    LocationApiClient(LocationApiSettings settings, CallObserver observer, Time time) {
        api = new ApiCaller(settings, observer, time);
        int entries = settings.cacheEntries();
        find = new Question<>(
                "",
                json -> Optional.of(LocationJson.location(json)),
                Optional.empty(),
                new AnswerCache<>(entries, time));
        path = new Question<>("/path", LocationJson::path, List.of(), new AnswerCache<>(entries, time));
        tree = new Question<>(
                "/children",
                json -> Optional.of(LocationJson.tree(json)),
                Optional.empty(),
                new AnswerCache<>(entries, time));
    }

    @Override
    public Optional<Location> find(String id) {
        return answer(find, id);
    }

    @Override
    public List<Location> path(String id) {
        return answer(path, id);
    }

    @Override
    public Optional<LocationTree> tree(String id) {
        return answer(tree, id);
    }

    @Override
    public boolean healthy() {
        return api.answers("health");
    }

    @Override
    public Optional<Circuit> circuit() {
        return Optional.of(api.circuit());
    }

    @Override
    public void close() {
        api.close();
    }

    private <T> T answer(Question<T> question, String id) {
        return question.cache().find(id).orElseGet(() -> {
            var answer = api.get("locations/" + encoded(id) + question.suffix(), question.read(), question.unknown());
            question.cache().keep(id, answer.value(), answer.since(), answer.fresh());
            return answer.value();
        });
    }

    /** As one segment of a path. A segment of dots alone would be taken for a step upwards, unless they are encoded. */
    private static String encoded(String id) {
        if (id.equals(".") || id.equals("..")) {
            return id.replace(".", "%2E");
        }
        return URLEncoder.encode(id, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** A kind of question about a location. */
    private record Question<T>(String suffix, Function<JsonNode, T> read, T unknown, AnswerCache<T> cache) {}
}
