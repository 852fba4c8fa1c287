package io.stockcluster.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Label and field selectors, as they stand in a query. */
final class Selectors {

    /** {@code a in (b,c)}, {@code a notin (b,c)}, or anything without a comma. */
    private static final Pattern TERM = Pattern.compile("[^,()]+\\([^)]*\\)|[^,]+");

    private static final Pattern SET = Pattern.compile("\\s*(\\S+)\\s+(in|notin)\\s+\\(([^)]*)\\)\\s*");
    private static final Pattern EQUAL = Pattern.compile("\\s*([^!=\\s]+)\\s*(==|=|!=)\\s*(\\S*)\\s*");

    private Selectors() {}

    static Predicate<JsonNode> labels(String selector) {
        return TERM.matcher(selector)
                .results()
                .map(term -> label(term.group()))
                .reduce(Predicate::and)
                .orElse(object -> true);
    }

    private static Predicate<JsonNode> label(String term) {
        Matcher set = SET.matcher(term);
        if (set.matches()) {
            List<String> values =
                    Arrays.stream(set.group(3).split(",")).map(String::strip).toList();
            boolean in = set.group(2).equals("in");
            return object -> values.contains(label(object, set.group(1))) == in;
        }
        Matcher equal = EQUAL.matcher(term);
        if (equal.matches()) {
            boolean same = !equal.group(2).equals("!=");
            return object -> equal.group(3).equals(label(object, equal.group(1))) == same;
        }
        String name = term.strip();
        return name.startsWith("!")
                ? object -> label(object, name.substring(1)) == null
                : object -> label(object, name) != null;
    }

    private static String label(JsonNode object, String name) {
        return object.path("metadata").path("labels").path(name).textValue();
    }

    static Predicate<JsonNode> fields(String selector) {
        return Arrays.stream(selector.split(","))
                .filter(term -> !term.isBlank())
                .map(Selectors::field)
                .reduce(Predicate::and)
                .orElse(object -> true);
    }

    private static Predicate<JsonNode> field(String term) {
        Matcher equal = EQUAL.matcher(term);
        if (!equal.matches()) {
            throw ApiError.badRequest("'" + term + "' is no field selector: use field=value");
        }
        boolean same = !equal.group(2).equals("!=");
        String path = "/" + equal.group(1).replace('.', '/');
        return object -> object.at(path).asText("").equals(equal.group(3)) == same;
    }
}
