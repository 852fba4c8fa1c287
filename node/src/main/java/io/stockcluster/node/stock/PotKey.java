package io.stockcluster.node.stock;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a pot is known by: its location and its product, each percent-encoded, so that no two pairs are the same. */
public final class PotKey {

    /** The type of the actors that are known by these. */
    public static final String TYPE = "stock-pot";

    private PotKey() {}

    public static String of(String location, String product) {
        return encoded(location) + "/" + encoded(product);
    }

    /** The pot of the same product at another location. */
    static String elsewhere(String pot, String location) {
        return encoded(location) + pot.substring(pot.indexOf('/'));
    }

    /**
     * The key, also where its parts came without their encoding, or encoded otherwise; nothing, where these are not two
     * parts with one slash between them.
     */
    public static Optional<String> canonical(String key) {
        String[] parts = key.split("/", -1);
        return parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()
                ? Optional.of(of(decoded(parts[0]), decoded(parts[1])))
                : Optional.empty();
    }

    private static String decoded(String part) {
        try {
            // What URLDecoder reads is of forms, where a plus is a space.
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return part;
        }
    }

    /** As in a path: what URLEncoder makes is for forms, where a space is a plus. */
    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
