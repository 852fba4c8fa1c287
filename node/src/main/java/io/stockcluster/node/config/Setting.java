package io.stockcluster.node.config;

import java.util.Locale;

/** Every setting there is, by its name in the environment, with its default. */
enum Setting {
    NODE_ROLE("both"),
    NODE_NAME(""),
    NODE_STOP_TIMEOUT("27s"),
    BIND_ADDRESS(""),
    HTTP_PORT("8080"),
    MANAGEMENT_PORT("9090"),
    CLUSTER_NAME("stock"),
    CLUSTER_PORT("5701"),
    CLUSTER_SEEDS(""),
    REPLICATION_FACTOR("1"),
    REPLICATION_CONSISTENCY("quorum"),
    WRITE_TIMEOUT("5s"),
    CLUSTER_EXPECTED_SIZE("0"),
    MANAGEMENT_TOKEN(""),
    ACTOR_IDLE_TIMEOUT("5m"),
    PERSISTENCE_URL(""),
    PERSISTENCE_USER(""),
    PERSISTENCE_PASSWORD(""),
    LOCATION_API_URL(""),
    LOCATION_API_TIMEOUT("2s"),
    LOCATION_API_RETRY_MAX_ATTEMPTS("3"),
    LOCATION_API_RETRY_INITIAL_DELAY("100ms"),
    LOCATION_API_RETRY_MAX_DELAY("2s"),
    LOCATION_API_RETRY_MULTIPLIER("2.0"),
    LOCATION_API_FAIL_FAST_THRESHOLD("5"),
    LOCATION_API_FAIL_FAST_QUIET_PERIOD("60s"),
    STOCK_HISTORY("1000"),
    STOCK_REQUEST_IDS("10000"),
    AUTH_MODE("jwt"),
    AUTH_JWKS_URL(""),
    AUTH_PUBLIC_KEY(""),
    AUTH_ISSUER(""),
    AUTH_AUDIENCE("stock-api"),
    LOG_FORMAT(""),
    LOG_LEVEL("info"),
    CONFIG_FILE("");

    private final String defaultText;

    Setting(String defaultText) {
        this.defaultText = defaultText;
    }

    /** What holds where nobody says anything; empty where there is nothing, or it depends on the surroundings. */
    String defaultText() {
        return defaultText;
    }

    /** The same name as a system property and in a config file. */
    String property() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
