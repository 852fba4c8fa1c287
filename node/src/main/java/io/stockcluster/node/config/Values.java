package io.stockcluster.node.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The settings as values, with a list of those that cannot be used. A bad one is put down, and something harmless is
 * handed out in its place, so that all of them are found in one go.
 */
final class Values {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int LAST_PORT = 65_535;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");

    /** Several values of a header may come as one, with commas between them, so that a value can have none. */
    private static final Pattern IN_A_HEADER = Pattern.compile("[ -~&&[^,]]+");

    private final Sources sources;
    private final List<String> errors = new ArrayList<>();
    private final Set<Setting> refused = EnumSet.noneOf(Setting.class);

    Values(Sources sources) {
        this.sources = sources;
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    /** Puts down that a setting cannot be used: one line with its name, its value and what would be right. */
    void refuse(Setting setting, String value, String right) {
        refused.add(setting);
        errors.add(setting.name() + "=" + value + ": " + right);
    }

    /** Whether what stands in the settings for this one is only there in a bad one's place. */
    boolean refused(Setting setting) {
        return refused.contains(setting);
    }

    /** Puts down something that is wrong about several settings, or about one that is not there. */
    void refuse(String sentence) {
        errors.add(sentence);
    }

    Optional<String> given(Setting setting) {
        return sources.text(setting);
    }

    String text(Setting setting) {
        return given(setting).orElse(setting.defaultText());
    }

    /** A name that can stand in logs, labels and addresses as it is. */
    String name(Setting setting) {
        String text = text(setting);
        if (!NAME.matcher(text).matches()) {
            refuse(
                    setting,
                    text,
                    "use up to 253 letters, digits, dots, dashes and underscores, a letter or digit first");
        }
        return text;
    }

    /** What a header can carry. A bad one is put down, but not shown. */
    Optional<Secret> secret(Setting setting) {
        Optional<String> text = given(setting);
        if (text.filter(value -> !IN_A_HEADER.matcher(value).matches()).isPresent()) {
            refuse(setting, "(secret)", "use ASCII characters without commas, such as openssl rand -hex 32 makes");
            return Optional.empty();
        }
        return text.map(Secret::new);
    }

    int integer(Setting setting, int least, int most) {
        String text = text(setting);
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // the same answer as for a number out of range
        }
        refuse(setting, text, "use a whole number from " + least + " to " + most);
        return Integer.parseInt(setting.defaultText());
    }

    int port(Setting setting) {
        return integer(setting, 1, 65_535);
    }

    double decimal(Setting setting, double least, double most) {
        String text = text(setting);
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // the same answer as for a number out of range
        }
        refuse(setting, text, "use a number from " + least + " to " + most);
        return least;
    }

    Duration duration(Setting setting) {
        String text = text(setting);
        Optional<Duration> duration =
                Durations.parse(text).filter(value -> value.compareTo(SHORTEST) >= 0 && value.compareTo(LONGEST) <= 0);
        if (duration.isEmpty()) {
            refuse(setting, text, "use a duration of 1ms up to 365 days, such as 250ms, 5s, 2m or PT5S (ISO 8601)");
        }
        return duration.orElse(Duration.ofSeconds(1));
    }

    /** One of a few words, in any case. */
    <T> T choice(Setting setting, String word, Map<String, T> choices) {
        T chosen = choices.get(word.toLowerCase(Locale.ROOT));
        if (chosen == null) {
            List<String> words = choices.keySet().stream().sorted().toList();
            refuse(setting, word, "use one of " + String.join(", ", words));
            return choices.getOrDefault(
                    setting.defaultText(), choices.values().iterator().next());
        }
        return chosen;
    }

    <T> T choice(Setting setting, Map<String, T> choices) {
        return choice(setting, text(setting), choices);
    }

    /** Written in numbers: a name could stand for several, or for another one tomorrow. */
    Optional<InetAddress> address(Setting setting) {
        Optional<String> text = given(setting);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text.get()));
        } catch (IllegalArgumentException _) {
            refuse(setting, text.get(), "use an IP address of this machine, such as 127.0.0.1 or ::1");
            return Optional.empty();
        }
    }

    Optional<URI> url(Setting setting) {
        Optional<String> text = given(setting);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text.get());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getPort() <= LAST_PORT
                    && uri.getPort() != 0
                    && uri.getFragment() == null) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException _) {
            // the same answer as for another kind of URL
        }
        refuse(setting, text.get(), "use a URL such as http://host:8080/path, http or https");
        return Optional.empty();
    }
}
