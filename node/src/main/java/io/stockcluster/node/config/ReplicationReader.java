package io.stockcluster.node.config;

import io.stockcluster.actors.Consistency;
import io.stockcluster.actors.Replication;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code REPLICATION_…} settings, which must fit each other. */
final class ReplicationReader {

    private static final Pattern AT_LEAST = Pattern.compile("at-least:(\\d{1,3})");

    private ReplicationReader() {}

    static Replication read(Values values) {
        int factor = values.integer(Setting.REPLICATION_FACTOR, 1, Replication.MAX_FACTOR);
        return Replication.of(factor, consistency(values, factor));
    }

    private static Consistency consistency(Values values, int factor) {
        String text = values.text(Setting.REPLICATION_CONSISTENCY);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "eventual" -> Consistency.eventual();
            case "quorum" -> Consistency.quorum();
            case "strong" -> Consistency.strong();
            default -> atLeast(values, text, factor);
        };
    }

    private static Consistency atLeast(Values values, String text, int factor) {
        Matcher matcher = AT_LEAST.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            values.refuse(
                    Setting.REPLICATION_CONSISTENCY,
                    text,
                    "use eventual, quorum, strong, or at-least:n with n from 1 to REPLICATION_FACTOR");
            return Consistency.quorum();
        }
        int copies = Integer.parseInt(matcher.group(1));
        if (copies > factor && !values.refused(Setting.REPLICATION_FACTOR)) {
            values.refuse(
                    Setting.REPLICATION_CONSISTENCY,
                    text,
                    "there are only REPLICATION_FACTOR=" + factor + " copies; use at-least:" + factor
                            + " or fewer, or raise the factor");
            return Consistency.quorum();
        }
        return Consistency.atLeast(Math.min(copies, factor));
    }
}
