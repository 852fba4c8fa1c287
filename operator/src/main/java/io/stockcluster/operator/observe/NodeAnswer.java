package io.stockcluster.operator.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockcluster.operator.rollout.NodeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reads a node's {@code GET /cluster} leniently: nodes are older or newer than this operator. What is absent is unknown,
 * and what is unknown is never good news.
 */
final class NodeAnswer {

    private NodeAnswer() {}

    static NodeView of(JsonNode answer) {
        JsonNode cluster = answer.path("cluster");
        return new NodeView(
                answer.path("node").asText(),
                answer.path("id").asText(),
                state(answer.path("state").asText()),
                cluster.path("oldest").asText(),
                members(cluster.path("members")),
                cluster.path("expectedSize").asInt(),
                cluster.path("quorum").asBoolean(),
                shards(answer.path("shards")),
                number(answer.path("migrations").path("remaining")),
                number(answer.path("migrations").path("etaSeconds")),
                answer.path("safe").asBoolean(),
                stateBytes(answer.path("actors")),
                bytes(answer.path("heap").path("max")));
    }

    private static NodeView.State state(String text) {
        try {
            return NodeView.State.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException ofANewerNode) {
            return NodeView.State.UNKNOWN;
        }
    }

    private static List<NodeView.Member> members(JsonNode list) {
        List<NodeView.Member> members = new ArrayList<>();
        list.forEach(member -> members.add(new NodeView.Member(
                member.path("node").asText(),
                member.path("id").asText(),
                !"drained".equals(member.path("state").asText()))));
        return members;
    }

    private static Optional<NodeView.Shards> shards(JsonNode shards) {
        return shards.isObject()
                ? Optional.of(new NodeView.Shards(
                        shards.path("total").asInt(),
                        shards.path("owned").asInt(-1),
                        shards.path("copies").asInt(-1),
                        shards.path("lost").asInt(),
                        shards.path("underReplicated").asInt()))
                : Optional.empty();
    }

    private static OptionalInt number(JsonNode number) {
        return number.isInt() ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
    }

    private static OptionalLong bytes(JsonNode number) {
        return number.isIntegralNumber() ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    /** Of all types together; absent where the node does not count them. */
    private static OptionalLong stateBytes(JsonNode types) {
        long sum = 0;
        boolean counted = false;
        for (JsonNode type : types) {
            if (type.path("bytes").isIntegralNumber()) {
                sum += type.path("bytes").longValue();
                counted = true;
            }
        }
        return counted ? OptionalLong.of(sum) : OptionalLong.empty();
    }
}
