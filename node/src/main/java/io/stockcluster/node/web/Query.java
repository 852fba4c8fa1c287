package io.stockcluster.node.web;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a query, read without a word of complaint: what cannot be decoded stays as it was sent, for the
 * endpoint to find fault with in its turn, if it is one of those that it asks for.
 */
final class Query {

    private Query() {}

    /** The values of a parameter; the empty text, where it stands there alone. */
    static List<String> values(String raw, String name) {
        List<String> values = new ArrayList<>();
        for (String parameter : raw.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String key = equals < 0 ? parameter : parameter.substring(0, equals);
            if (decoded(key).equals(name)) {
                values.add(equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
            }
        }
        return List.copyOf(values);
    }

    private static String decoded(String text) {
        return HelidonCall.decoded(text).orElse(text);
    }
}
