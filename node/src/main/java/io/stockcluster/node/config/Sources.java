package io.stockcluster.node.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where settings may stand, the strongest first.
 *
 * @param properties of the JVM, by dotted name
 * @param environment by name
 * @param file the lines of the config file, by dotted name
 */
public record Sources(Map<String, String> properties, Map<String, String> environment, Map<String, String> file) {

    /**
     * What Kubernetes puts into every container for each Service of the namespace. A Service named "cluster" makes a
     * {@code CLUSTER_PORT} of {@code tcp://10.0.0.1:80}, which nobody meant as a setting. It makes no names but such.
     */
    private static final Pattern LINK_VALUE = Pattern.compile("(tcp|udp|sctp)://.*");

    public Sources {
        properties = Map.copyOf(properties);
        environment = Map.copyOf(environment);
        file = Map.copyOf(file);
    }

    /** What the strongest source says; a blank there means the default, whatever a weaker one says. */
    Optional<String> text(Setting setting) {
        return Optional.ofNullable(properties.get(setting.property()))
                .or(() -> fromEnvironment(setting))
                .or(() -> Optional.ofNullable(file.get(setting.property())))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private Optional<String> fromEnvironment(Setting setting) {
        return Optional.ofNullable(environment.get(setting.name()))
                .filter(text -> !setting.name().endsWith("_PORT")
                        || !LINK_VALUE.matcher(text).matches());
    }
}
