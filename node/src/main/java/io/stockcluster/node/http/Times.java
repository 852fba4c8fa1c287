package io.stockcluster.node.http;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Times as they come, with an offset or in UTC, and as they are answered: in UTC, without one. */
final class Times {

    /** One after the other: two optional offsets in one formatter would take {@code ZZ} for a time. */
    private static final List<DateTimeFormatter> IN = List.of(withOffset("+HH:MM"), withOffset("+HHmm"));

    private Times() {}

    private static DateTimeFormatter withOffset(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                .optionalStart()
                .appendOffset(pattern, "Z")
                .optionalEnd()
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** Whether no point is without the digits that it announces: the JDK's forms take that. */
    private static boolean complete(String text) {
        int point = text.indexOf('.');
        return point < 0 || (point + 1 < text.length() && Character.isDigit(text.charAt(point + 1)));
    }

    /** The time in UTC; nothing, where the text is none or its year is not 1 to 9999. */
    static Optional<LocalDateTime> parse(String text) {
        return IN.stream()
                .flatMap(form -> parse(text, form).stream())
                .findFirst()
                .filter(time -> complete(text) && time.getYear() >= 1 && time.getYear() <= 9999);
    }

    private static Optional<LocalDateTime> parse(String text, DateTimeFormatter form) {
        try {
            TemporalAccessor time = form.parse(text);
            LocalDateTime local = LocalDateTime.from(time);
            return Optional.of(
                    time.isSupported(ChronoField.OFFSET_SECONDS)
                            ? local.minusSeconds(time.get(ChronoField.OFFSET_SECONDS))
                            : local);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** With seconds, and with a fraction where there is one. */
    static String text(LocalDateTime time) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }
}
