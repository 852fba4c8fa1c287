package io.stockcluster.node.management;

import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Call;
import io.stockcluster.node.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** {@code /health/*}, in the form of MicroProfile Health. */
public final class Health {

    private final Lifecycle lifecycle;
    private final BooleanSupplier alive;
    private final BooleanSupplier merged;
    private final Map<String, BooleanSupplier> readiness;

    /**
     * Health by the node's lifecycle, and by these checks of its readiness.
     *
     * @param alive whether anything but a new process helps; never a matter of other nodes
     * @param merged whether it is not just bringing over what it had without its cluster
     * @param readiness by name, in the order in which they are told
     */
    public Health(
            Lifecycle lifecycle,
            BooleanSupplier alive,
            BooleanSupplier merged,
            Map<String, BooleanSupplier> readiness) {
        this.lifecycle = lifecycle;
        this.alive = alive;
        this.merged = merged;
        this.readiness = new LinkedHashMap<>(readiness);
    }

    /** For each port that is probed. {@code /health} itself tells of readiness. */
    public List<Route> routes() {
        return List.of(
                Route.urgent("GET", "/health", this::ready),
                Route.urgent("GET", "/health/ready", this::ready),
                Route.urgent("GET", "/health/live", call -> answer(Map.of("working", alive.getAsBoolean()))),
                Route.urgent(
                        "GET",
                        "/health/started",
                        call -> answer(Map.of(
                                "started", lifecycle.step() != Lifecycle.Step.STARTING && merged.getAsBoolean()))));
    }

    private Answer ready(Call call) {
        Map<String, Boolean> checks = new LinkedHashMap<>();
        checks.put("running", lifecycle.step() == Lifecycle.Step.RUNNING);
        readiness.forEach((name, check) -> checks.put(name, check.getAsBoolean()));
        return answer(checks);
    }

    private static Answer answer(Map<String, Boolean> checks) {
        boolean up = checks.values().stream().allMatch(Boolean::booleanValue);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", text(up));
        body.put("checks", checks.entrySet().stream().map(Health::check).toList());
        return Answer.json(up ? 200 : 503, body);
    }

    private static Map<String, Object> check(Map.Entry<String, Boolean> check) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", check.getKey());
        json.put("status", text(check.getValue()));
        return json;
    }

    private static String text(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
