package io.stockcluster.node.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What a pot is known by: its location and its product, each percent-encoded, so that no two pairs are the same. */
final class PotKey {

    private PotKey() {}

    static String of(String location, String product) {
        return encoded(location) + "/" + encoded(product);
    }

    /** For a path as well: URLEncoder is made for forms, where a space is a plus. */
    static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
