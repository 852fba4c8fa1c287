package io.stockcluster.crds.v1;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Writes a schema as tables, one for each object: what it is, its fields, and the rules among them.
 *
 * <p>An object whose fields have no description is Kubernetes' own, and named instead of described. Of two objects with
 * the same schema the second refers to the first.
 */
final class Reference {

    private final StringBuilder text = new StringBuilder();
    private final Map<JSONSchemaProps, String> written = new LinkedHashMap<>();

    static String of(String title, JSONSchemaProps schema) {
        Reference reference = new Reference();
        reference.section(title, schema);
        return reference.text.toString();
    }

    private void section(String path, JSONSchemaProps schema) {
        JSONSchemaProps alike = withoutDescription(schema);
        if (written.containsKey(alike)) {
            text.append("\n## %s\n\nAs [%s](#%s).\n".formatted(path, written.get(alike), anchor(written.get(alike))));
            return;
        }
        written.put(alike, path);
        text.append("\n## %s\n\n".formatted(path));
        text.append("| field | type | default | meaning |\n| --- | --- | --- | --- |\n");
        schema.getProperties().forEach((name, field) -> text.append(row(path, name, field, schema.getRequired())));
        rules(schema);
        schema.getProperties().forEach((name, field) -> {
            if (isDescribed(field)) {
                section(path + "." + name, field);
            } else if (isDescribed(element(field))) {
                section(path + "." + name + "[]", element(field));
            }
        });
    }

    private static String row(String path, String name, JSONSchemaProps field, List<String> required) {
        boolean hasSection = isDescribed(field) || isDescribed(element(field));
        String below = path + "." + name + (isDescribed(field) ? "" : "[]");
        return "| %s | %s | %s | %s |\n"
                .formatted(
                        hasSection ? "[`%s`](#%s)".formatted(name, anchor(below)) : "`" + name + "`",
                        type(field),
                        required.contains(name) ? "required" : defaultOf(field),
                        field.getDescription() == null ? "" : cell(field.getDescription()));
    }

    private void rules(JSONSchemaProps schema) {
        List<ValidationRule> rules = schema.getXKubernetesValidations();
        if (!rules.isEmpty()) {
            text.append("\nKubernetes refuses a resource where one of these does not hold:\n\n");
            rules.forEach(rule -> text.append("- ").append(rule.getMessage()).append("\n"));
        }
    }

    private static String type(JSONSchemaProps field) {
        String type = switch (String.valueOf(field.getType())) {
            case "array" -> "list of " + type(element(field));
            case "object" -> field.getAdditionalProperties() == null ? "object" : "map";
            case "null" -> "number or string";
            default -> field.getType();
        };
        StringJoiner bounds = new StringJoiner(", ", " (", ")").setEmptyValue("");
        if (field.getMinimum() != null && field.getMaximum() != null) {
            bounds.add("%.0f to %.0f".formatted(field.getMinimum(), field.getMaximum()));
        }
        if (!field.getEnum().isEmpty()) {
            bounds.add(String.join(
                    ", ", field.getEnum().stream().map(one -> one.asText()).toList()));
        }
        return type + bounds;
    }

    /** The default of an object that is made of its fields' own stands with these. */
    private static String defaultOf(JSONSchemaProps field) {
        boolean madeOfItsFields = isDescribed(field)
                && field.getProperties().values().stream().anyMatch(below -> below.getDefault() != null);
        if (field.getDefault() == null || madeOfItsFields) {
            return "";
        }
        return "`" + Serialization.asJson(field.getDefault()).replace("\"", "") + "`";
    }

    private static boolean isDescribed(JSONSchemaProps schema) {
        return schema != null
                && schema.getProperties() != null
                && schema.getProperties().values().stream().anyMatch(field -> field.getDescription() != null);
    }

    private static JSONSchemaProps element(JSONSchemaProps field) {
        return field.getItems() == null ? null : field.getItems().getSchema();
    }

    private static JSONSchemaProps withoutDescription(JSONSchemaProps schema) {
        JSONSchemaProps copy = Serialization.clone(schema);
        copy.setDescription(null);
        copy.setDefault(null);
        return copy;
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }

    private static String cell(String description) {
        return description.replace("|", "\\|").replace("<", "&lt;");
    }
}
