package io.stockcluster.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Pods that are asked to go, if their disruption budgets allow it. The budgets are counted anew for each eviction, so two
 * of them never spend the same one.
 */
public final class Evictions {

    private final Store store;

    public Evictions(Store store) {
        this.store = store;
    }

    /** What a budget comes to now. */
    public record Budget(int expected, int healthy, int desired) {
        public int allowed() {
            return Math.max(0, healthy - desired);
        }
    }

    ObjectNode evict(Key pod, JsonNode options) {
        synchronized (store) {
            ObjectNode object = store.require(pod);
            Preconditions.check(object, pod, options.path("preconditions"));
            for (ObjectNode budget : store.list(Kind.DISRUPTION_BUDGET)) {
                if (!object.at("/metadata").has("deletionTimestamp") && covers(budget, object)) {
                    spend(budget, object);
                }
            }
            Optional<Long> grace = Optional.of(options.path("gracePeriodSeconds"))
                    .filter(JsonNode::isNumber)
                    .map(JsonNode::asLong);
            store.delete(pod, grace);
        }
        return Store.node().put("apiVersion", "v1").put("kind", "Status").put("status", "Success");
    }

    private void spend(ObjectNode budget, ObjectNode pod) {
        Budget now = count(budget);
        if (!ready(pod)) {
            boolean always =
                    budget.at("/spec/unhealthyPodEvictionPolicy").asText().equals("AlwaysAllow");
            if (always || now.healthy() >= now.desired()) {
                return;
            }
        }
        if (now.allowed() == 0) {
            throw ApiError.budgetSpent(
                    budget.at("/metadata/name").asText(),
                    "needs %d healthy pods and has %d currently".formatted(now.desired(), now.healthy()));
        }
    }

    public Budget count(ObjectNode budget) {
        List<ObjectNode> pods =
                store.list(Kind.POD).stream().filter(pod -> covers(budget, pod)).toList();
        int healthy = (int) pods.stream()
                .filter(pod -> ready(pod) && !pod.path("metadata").has("deletionTimestamp"))
                .count();
        int expected = Math.max(pods.size(), wanted(pods));
        JsonNode spec = budget.path("spec");
        int desired = spec.has("minAvailable")
                ? share(spec.path("minAvailable"), expected)
                : Math.max(0, expected - share(spec.path("maxUnavailable"), expected));
        return new Budget(expected, healthy, desired);
    }

    /** As many as the owners of the pods want, of which some may not be there. */
    private int wanted(List<ObjectNode> pods) {
        return pods.stream()
                .map(pod -> pod.at("/metadata/ownerReferences/0/uid").asText())
                .distinct()
                .mapToInt(uid -> store.list(Kind.STATEFUL_SET).stream()
                        .filter(set -> set.at("/metadata/uid").asText().equals(uid))
                        .mapToInt(set -> set.at("/spec/replicas").asInt(1))
                        .sum())
                .sum();
    }

    /** A number, or a percentage, of which Kubernetes takes the next larger whole. */
    private static int share(JsonNode amount, int of) {
        String text = amount.asText("0");
        return text.endsWith("%")
                ? Math.ceilDiv(of * Integer.parseInt(text.substring(0, text.length() - 1)), 100)
                : Integer.parseInt(text);
    }

    private static boolean covers(ObjectNode budget, ObjectNode pod) {
        JsonNode wanted = budget.at("/spec/selector/matchLabels");
        JsonNode labels = pod.at("/metadata/labels");
        return budget.at("/metadata/namespace").equals(pod.at("/metadata/namespace"))
                && !wanted.isEmpty()
                && wanted.properties().stream()
                        .allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
    }

    private static boolean ready(ObjectNode pod) {
        for (JsonNode condition : pod.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }
}
