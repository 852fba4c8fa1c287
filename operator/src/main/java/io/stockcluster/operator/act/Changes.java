package io.stockcluster.operator.act;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockcluster.crds.v1.PlanStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** What is another in one of two templates, field by field; elements of lists are found by their names, where they have any. */
final class Changes {

    private static final int MOST = 50;
    private static final int LONGEST = 200;

    private Changes() {}

    static List<PlanStatus.Change> between(JsonNode before, JsonNode after) {
        Map<String, String> old = fields(before);
        Map<String, String> fresh = fields(after);
        TreeSet<String> all = new TreeSet<>(old.keySet());
        all.addAll(fresh.keySet());
        List<PlanStatus.Change> changes = new ArrayList<>();
        for (String field : all) {
            if (!Objects.equals(old.get(field), fresh.get(field)) && changes.size() < MOST) {
                changes.add(new PlanStatus.Change(field, old.get(field), fresh.get(field)));
            }
        }
        return changes;
    }

    private static Map<String, String> fields(JsonNode node) {
        Map<String, String> fields = new LinkedHashMap<>();
        collect("", node, fields);
        return fields;
    }

    private static void collect(String path, JsonNode node, Map<String, String> fields) {
        switch (node.getNodeType()) {
            case OBJECT ->
                node.properties()
                        .forEach(entry -> collect(
                                path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                                entry.getValue(),
                                fields));
            case ARRAY -> {
                for (int i = 0; i < node.size(); i++) {
                    JsonNode name = node.get(i).path("name");
                    String key = name.isTextual() ? name.textValue() : Integer.toString(i);
                    collect(path + "[" + key + "]", node.get(i), fields);
                }
            }
            case NULL, MISSING -> {}
            default -> fields.put(path, shortened(node.asText()));
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
