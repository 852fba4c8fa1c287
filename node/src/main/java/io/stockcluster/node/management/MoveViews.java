package io.stockcluster.node.management;

import io.stockcluster.actors.MigrationLog;
import io.stockcluster.actors.Move;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The log of moves as JSON. */
final class MoveViews {

    private MoveViews() {}

    /** What {@code /cluster} says of it. */
    static Map<String, Object> counts(MigrationLog.Plan plan) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("planned", plan.planned());
        json.put("remaining", plan.remaining());
        json.put("failed", plan.failed());
        putTimeLeft(json, plan);
        return json;
    }

    static Map<String, Object> log(MigrationLog log) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("plan", plan(log.plan()));
        json.put("recent", log.moves().stream().map(MoveViews::move).toList());
        return json;
    }

    private static Map<String, Object> plan(MigrationLog.Plan plan) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("planned", plan.planned());
        json.put("completed", plan.completed());
        json.put("failed", plan.failed());
        json.put("remaining", plan.remaining());
        plan.startedAt().ifPresent(at -> json.put("startedAt", at.toString()));
        putTimeLeft(json, plan);
        return json;
    }

    private static void putTimeLeft(Map<String, Object> json, MigrationLog.Plan plan) {
        if (plan.remaining() == 0) {
            json.put("etaSeconds", 0);
        }
        // Rounded up: there is something left.
        plan.timeLeft()
                .ifPresent(left -> json.put("etaSeconds", left.plusMillis(999).toSeconds()));
    }

    private static Map<String, Object> move(Move move) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("shard", move.shard());
        json.put("copy", move.copy());
        move.from().ifPresent(from -> json.put("from", from));
        json.put("to", move.to());
        json.put("status", move.status().name().toLowerCase(Locale.ROOT));
        json.put("attempt", move.attempt());
        move.startedAt().ifPresent(at -> json.put("startedAt", at.toString()));
        move.load().ifPresent(load -> {
            json.put("actors", load.actors());
            json.put("bytes", load.bytes());
        });
        move.took().ifPresent(took -> json.put("millis", took.toMillis()));
        move.error().ifPresent(error -> json.put("error", error));
        return json;
    }
}
