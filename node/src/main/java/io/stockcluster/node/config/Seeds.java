package io.stockcluster.node.config;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code CLUSTER_SEEDS}: {@code host[:port],…}. */
final class Seeds {

    private static final Pattern SEED =
            Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9_](?:[A-Za-z0-9._-]*))(?::(\\d{1,5}))?");

    private Seeds() {}

    static List<String> read(Values values) {
        String text = values.text(Setting.CLUSTER_SEEDS);
        List<String> seeds = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(seed -> !seed.isEmpty())
                .toList();
        for (String seed : seeds) {
            if (!good(seed)) {
                values.refuse(
                        Setting.CLUSTER_SEEDS,
                        text,
                        "'" + seed + "' is no address; use host[:port] separated by commas, or one DNS name of all"
                                + " actor nodes");
            }
        }
        return seeds;
    }

    private static boolean good(String seed) {
        Matcher matcher = SEED.matcher(seed);
        if (!matcher.matches()) {
            return false;
        }
        String port = matcher.group(1);
        return port == null || (Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535);
    }
}
