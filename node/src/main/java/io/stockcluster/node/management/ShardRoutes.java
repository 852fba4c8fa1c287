package io.stockcluster.node.management;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ActorsUnreachable;
import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Call;
import io.stockcluster.node.web.Refusal;
import io.stockcluster.node.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/** Where shards and actors are, and what moves. A node without shards of its own asks one that has some. */
final class ShardRoutes {

    private static final String KEY = "key";

    private final Supplier<Optional<ActorSystem>> system;
    private final BinaryOperator<String> spelling;

    /**
     * Of that system.
     *
     * @param spelling the key as actors of a type have it, where people may write it otherwise; throws
     *     IllegalArgumentException where none can have it
     */
    ShardRoutes(Supplier<Optional<ActorSystem>> system, BinaryOperator<String> spelling) {
        this.system = system;
        this.spelling = spelling;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/cluster/shards", this::shards),
                Route.of("GET", "/cluster/migrations", this::migrations),
                Route.of("GET", "/cluster/actors/{type}", this::actor));
    }

    private Answer shards(Call call) {
        return system.get()
                .flatMap(ActorSystem::shards)
                .map(table -> Answer.json(200, Views.table(table)))
                .orElseGet(ShardRoutes::unreachable);
    }

    private Answer migrations(Call call) {
        return system.get()
                .flatMap(ActorSystem::migrations)
                .map(log -> Answer.json(200, MoveViews.log(log)))
                .orElseGet(ShardRoutes::unreachable);
    }

    private Answer actor(Call call) {
        ActorSystem here = system.get().orElseThrow(() -> new Refusal(unreachable()));
        String type = call.path("type").orElseThrow(() -> new Refusal(Answer.status(400, "BadRequest")));
        String key = spelled(type, key(call));
        try {
            return Answer.json(200, Views.actor(here.find(new ActorId(type, key))));
        } catch (IllegalArgumentException e) {
            return refused(404, "UnknownActorType", e);
        } catch (ActorsUnreachable e) {
            return unreachable();
        }
    }

    private String spelled(String type, String key) {
        try {
            return spelling.apply(type, key);
        } catch (IllegalArgumentException e) {
            throw new Refusal(refused(400, "BadRequest", e));
        }
    }

    private static String key(Call call) {
        List<String> keys = call.query(KEY);
        if (keys.isEmpty()) {
            throw new Refusal(Answer.named(400, "missingFields", List.of(KEY)));
        }
        if (keys.size() > 1 || keys.getFirst().isEmpty()) {
            throw new Refusal(Answer.named(400, "invalidValues", List.of(KEY)));
        }
        return keys.getFirst();
    }

    /** With the reason, for people. */
    static Answer refused(int status, String name, RuntimeException why) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", name);
        json.put("reason", why.getMessage());
        return Answer.json(status, json);
    }

    /** The node has not joined, or reaches no host. */
    static Answer unreachable() {
        return Answer.status(503, "ActorTierUnavailable");
    }
}
