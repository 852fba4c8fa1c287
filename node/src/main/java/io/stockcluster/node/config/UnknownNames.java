package io.stockcluster.node.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names that look like settings and are none: mostly a slip of the pen, so the nearest that exists is named. */
final class UnknownNames {

    private static final List<String> PREFIXES =
            List.of("NODE_", "CLUSTER_", "REPLICATION_", "AUTH_", "LOCATION_API_", "STOCK_", "PERSISTENCE_");

    /** What Kubernetes makes of a Service named "stock" or "node": STOCK_SERVICE_HOST, STOCK_PORT_80_TCP_ADDR … */
    private static final Pattern LINK =
            Pattern.compile(".*(_SERVICE_HOST|_SERVICE_PORT|_SERVICE_PORT_.+|_PORT|_PORT_\\d+_.+)");

    private static final Set<String> KNOWN =
            Arrays.stream(Setting.values()).map(Setting::name).collect(Collectors.toUnmodifiableSet());

    private UnknownNames() {}

    static List<String> warnings(Sources sources) {
        List<String> warnings = new ArrayList<>();
        sources.environment().keySet().stream()
                .filter(name -> ours(name) && !LINK.matcher(name).matches())
                .sorted()
                .map(name -> name + " is no setting and is ignored; the nearest is " + nearest(name))
                .forEach(warnings::add);
        warnings.addAll(ofProperties(sources.properties().keySet(), false, "system property "));
        warnings.addAll(ofProperties(sources.file().keySet(), true, "config file: "));
        return List.copyOf(warnings);
    }

    /** A config file is ours alone, so everything in it should be known; the JVM's properties are everybody's. */
    private static List<String> ofProperties(Collection<String> properties, boolean all, String where) {
        return properties.stream()
                .filter(property -> all || ours(asName(property)))
                .filter(property -> !known(property))
                .sorted()
                .map(property -> where + property + " is no setting and is ignored; the nearest is "
                        + Setting.valueOf(nearest(asName(property))).property())
                .toList();
    }

    private static boolean ours(String name) {
        return PREFIXES.stream().anyMatch(name::startsWith) && !KNOWN.contains(name);
    }

    private static boolean known(String property) {
        return Arrays.stream(Setting.values())
                .anyMatch(setting -> setting.property().equals(property));
    }

    private static String asName(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static String nearest(String name) {
        return KNOWN.stream()
                .min(Comparator.comparingInt((String known) -> distance(name, known))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** Levenshtein: the fewest letters to put in, take out or replace. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
