package io.stockcluster.operator.act;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Whether what is there has every field that is wanted, with its value.
 *
 * <p>Fields that are not wanted do not matter: Kubernetes fills in defaults, and others may own fields of their own. For
 * the same reason lists of named things are compared by name (an injected container is not ours to judge), other lists
 * element by element, and what is
 * wanted to be empty may as well be missing, since Kubernetes drops it. Amounts are compared by value: 1000m is 1.
 */
final class Sameness {

    private static final List<String> IDENTITIES = List.of("uid", "name", "mountPath", "topologyKey");
    private static final Set<String> AMOUNTS = Set.of("requests", "limits");
    private static final Set<String> AMOUNT = Set.of("sizeLimit", "divisor");

    private final KubernetesSerialization json;

    Sameness(KubernetesSerialization json) {
        this.json = json;
    }

    boolean holds(HasMetadata wanted, HasMetadata live) {
        return holds(json.convertValue(wanted, JsonNode.class), json.convertValue(live, JsonNode.class), "");
    }

    private static boolean holds(JsonNode wanted, JsonNode live, String field) {
        if (isNothing(wanted)) {
            return isNothing(live) || live.isContainerNode();
        }
        return switch (wanted.getNodeType()) {
            case OBJECT ->
                live.isObject() && wanted.properties().stream().allMatch(entry -> entryHolds(entry, live, field));
            case ARRAY -> live.isArray() && elementsHold(wanted, live);
            default -> wanted.equals(live);
        };
    }

    private static boolean entryHolds(Map.Entry<String, JsonNode> wanted, JsonNode live, String field) {
        JsonNode there = live.path(wanted.getKey());
        boolean amount = AMOUNTS.contains(field) || AMOUNT.contains(wanted.getKey());
        return (amount && there.isValueNode())
                ? sameAmount(wanted.getValue(), there)
                : holds(wanted.getValue(), there, wanted.getKey());
    }

    private static boolean elementsHold(JsonNode wanted, JsonNode live) {
        Optional<String> identity = IDENTITIES.stream()
                .filter(name -> elements(wanted).allMatch(element -> element.has(name)))
                .findFirst();
        if (identity.isEmpty()) {
            return wanted.size() == live.size()
                    && IntStream.range(0, wanted.size()).allMatch(i -> holds(wanted.get(i), live.get(i), ""));
        }
        return elements(wanted)
                .allMatch(element -> elements(live)
                        .filter(other -> element.get(identity.get()).equals(other.get(identity.get())))
                        .anyMatch(other -> holds(element, other, "")));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static boolean sameAmount(JsonNode wanted, JsonNode live) {
        return Quantity.parse(wanted.asText())
                        .getNumericalAmount()
                        .compareTo(Quantity.parse(live.asText()).getNumericalAmount())
                == 0;
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isContainerNode() && node.isEmpty())
                || (node.isTextual() && node.textValue().isEmpty());
    }
}
