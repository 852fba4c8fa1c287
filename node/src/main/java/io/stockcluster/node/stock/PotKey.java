package io.stockcluster.node.stock;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What a pot is known by: its location and its product, each percent-encoded, so that no two pairs are the same. */
public final class PotKey {

    private PotKey() {}

    public static String of(String location, String product) {
        return encoded(location) + "/" + encoded(product);
    }

    /** The pot of the same product at another location. */
    static String elsewhere(String pot, String location) {
        return encoded(location) + pot.substring(pot.indexOf('/'));
    }

    /** As in a path: what URLEncoder makes is for forms, where a space is a plus. */
    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
