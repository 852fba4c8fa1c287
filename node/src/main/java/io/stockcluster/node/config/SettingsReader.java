package io.stockcluster.node.config;

import io.stockcluster.node.config.Settings.Cluster;
import io.stockcluster.node.config.Settings.FailFast;
import io.stockcluster.node.config.Settings.LocationApi;
import io.stockcluster.node.config.Settings.Log;
import io.stockcluster.node.config.Settings.Retry;
import io.stockcluster.node.config.Settings.Stock;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.stream.Stream;

/** Makes {@link Settings} of what was said outside, or says everything that is wrong with it. */
public final class SettingsReader {

    private static final Map<String, Role> ROLES = Map.of("http", Role.HTTP, "actor", Role.ACTOR, "both", Role.BOTH);
    private static final Map<String, Log.Format> FORMATS = Map.of("text", Log.Format.TEXT, "json", Log.Format.JSON);
    private static final Map<String, Level> LEVELS =
            Map.of("debug", Level.FINE, "info", Level.INFO, "warn", Level.WARNING, "error", Level.SEVERE);

    private SettingsReader() {}

    /**
     * What came of it.
     *
     * @param settings there only where there is no error
     * @param errors a line for each value that cannot be used
     * @param warnings a line for each thing that works, but hardly as it was meant
     */
    public record Result(Optional<Settings> settings, List<String> errors, List<String> warnings) {}

    /** Reads what the process was started with: system properties, environment, and the config file they may name. */
    public static Result readProcess() {
        Map<String, String> properties = new LinkedHashMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> properties.put(name, System.getProperty(name)));
        return read(properties, System.getenv(), Surroundings.real());
    }

    /** Reads the config file that the two others may name, and then everything. */
    static Result read(Map<String, String> properties, Map<String, String> environment, Surroundings surroundings) {
        Optional<String> file = new Sources(properties, environment, Map.of()).text(Setting.CONFIG_FILE);
        if (file.isEmpty()) {
            return read(new Sources(properties, environment, Map.of()), surroundings);
        }
        try {
            Properties lines = new Properties();
            lines.load(new StringReader(surroundings.read(Path.of(file.get()))));
            Map<String, String> inFile = new LinkedHashMap<>();
            lines.stringPropertyNames().forEach(name -> inFile.put(name, lines.getProperty(name)));
            return read(new Sources(properties, environment, inFile), surroundings);
        } catch (IOException | IllegalArgumentException e) {
            return new Result(
                    Optional.empty(),
                    List.of("CONFIG_FILE=" + file.get() + ": use the path of a readable properties file, lines such as"
                            + " node.role=http (" + e.getClass().getSimpleName() + ")"),
                    List.of());
        }
    }

    /** The same sources give the same result. */
    public static Result read(Sources sources, Surroundings surroundings) {
        Values values = new Values(sources);
        Settings settings = settings(values, surroundings);
        CrossChecks.check(settings, values);
        List<String> errors = values.errors();
        List<String> warnings = Stream.of(UnknownNames.warnings(sources), CrossChecks.withoutEffect(values))
                .flatMap(List::stream)
                .toList();
        return new Result(errors.isEmpty() ? Optional.of(settings) : Optional.empty(), errors, warnings);
    }

    private static Settings settings(Values values, Surroundings surroundings) {
        Role role = values.choice(Setting.NODE_ROLE, ROLES);
        return new Settings(
                role,
                values.given(Setting.NODE_NAME).isPresent() ? values.name(Setting.NODE_NAME) : surroundings.hostName(),
                values.duration(Setting.NODE_STOP_TIMEOUT),
                values.address(Setting.BIND_ADDRESS),
                values.port(Setting.HTTP_PORT),
                values.port(Setting.MANAGEMENT_PORT),
                values.secret(Setting.MANAGEMENT_TOKEN),
                new Cluster(
                        values.name(Setting.CLUSTER_NAME),
                        values.port(Setting.CLUSTER_PORT),
                        Seeds.read(values),
                        values.integer(Setting.CLUSTER_EXPECTED_SIZE, 0, Cluster.MOST_NODES)),
                ReplicationReader.read(values),
                values.duration(Setting.WRITE_TIMEOUT),
                values.duration(Setting.ACTOR_IDLE_TIMEOUT),
                locationApi(values),
                new Stock(
                        values.integer(Setting.STOCK_HISTORY, 1, 1_000_000),
                        values.integer(Setting.STOCK_REQUEST_IDS, 1, 10_000_000)),
                new AuthReader(values, surroundings).read(role),
                log(values, surroundings));
    }

    private static LocationApi locationApi(Values values) {
        Duration first = values.duration(Setting.LOCATION_API_RETRY_INITIAL_DELAY);
        Duration longest = values.duration(Setting.LOCATION_API_RETRY_MAX_DELAY);
        return new LocationApi(
                values.url(Setting.LOCATION_API_URL),
                values.duration(Setting.LOCATION_API_TIMEOUT),
                new Retry(
                        values.integer(Setting.LOCATION_API_RETRY_MAX_ATTEMPTS, 1, 100),
                        first,
                        longest,
                        values.decimal(Setting.LOCATION_API_RETRY_MULTIPLIER, 1, 100)),
                new FailFast(
                        values.integer(Setting.LOCATION_API_FAIL_FAST_THRESHOLD, 1, 1_000_000),
                        values.duration(Setting.LOCATION_API_FAIL_FAST_QUIET_PERIOD)));
    }

    private static Log log(Values values, Surroundings surroundings) {
        String format = values.given(Setting.LOG_FORMAT).orElse(surroundings.terminal() ? "text" : "json");
        return new Log(values.choice(Setting.LOG_FORMAT, format, FORMATS), values.choice(Setting.LOG_LEVEL, LEVELS));
    }
}
