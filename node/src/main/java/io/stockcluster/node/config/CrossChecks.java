package io.stockcluster.node.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is wrong only about settings taken together. */
final class CrossChecks {

    private CrossChecks() {}

    static void check(Settings settings, Values values) {
        ports(settings, values);
        seeds(settings, values);
        settings.locationApi()
                .url()
                .filter(url -> url.getRawQuery() != null)
                .ifPresent(url -> values.refuse(
                        Setting.LOCATION_API_URL,
                        url.toString(),
                        "use a URL without a query: paths are put behind it"));
        persistence(values);
    }

    /** Only the ports that the role opens can be in each other's way. */
    private static void ports(Settings settings, Values values) {
        Map<Setting, Integer> opened = new EnumMap<>(Setting.class);
        opened.put(Setting.MANAGEMENT_PORT, settings.managementPort());
        if (settings.role().servesApi()) {
            opened.put(Setting.HTTP_PORT, settings.httpPort());
        }
        if (settings.role().hostsActors()) {
            opened.put(Setting.CLUSTER_PORT, settings.cluster().port());
        }
        opened.keySet().removeIf(values::refused);
        opened.forEach((one, port) -> opened.forEach((other, otherPort) -> {
            if (one.compareTo(other) < 0 && port.equals(otherPort)) {
                values.refuse(one + " and " + other + " are both " + port + ": give each its own port");
            }
        }));
    }

    private static void seeds(Settings settings, Values values) {
        if (settings.role() == Role.HTTP
                && !values.refused(Setting.CLUSTER_SEEDS)
                && settings.cluster().seeds().isEmpty()) {
            values.refuse("CLUSTER_SEEDS is empty, and NODE_ROLE is http: name the actor nodes as host[:port],…, or one"
                    + " DNS name that resolves to all of them");
        }
    }

    /** Settings of a store, where there is none: whoever made them believes otherwise. */
    static List<String> withoutEffect(Values values) {
        return values.given(Setting.PERSISTENCE_URL).isPresent()
                ? List.of()
                : Stream.of(Setting.PERSISTENCE_USER, Setting.PERSISTENCE_PASSWORD, Setting.ACTOR_IDLE_TIMEOUT)
                        .filter(setting -> values.given(setting).isPresent())
                        .map(setting -> setting + " is ignored, since PERSISTENCE_URL is empty: everything stays in"
                                + " memory, and nowhere else")
                        .toList();
    }

    private static void persistence(Values values) {
        values.given(Setting.PERSISTENCE_URL)
                .ifPresent(url -> values.refuse(
                        Setting.PERSISTENCE_URL,
                        // what follows may hold a password
                        url.replaceFirst("(//|[?;]).*", "…"),
                        "persistence is not built yet, this version keeps everything in memory: leave it empty, and"
                                + " keep more copies with REPLICATION_FACTOR"));
    }
}
