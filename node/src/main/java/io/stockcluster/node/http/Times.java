package io.stockcluster.node.http;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** Times as they come, with an offset or in UTC, and as they are answered: in UTC, without one. */
final class Times {

    private static final DateTimeFormatter IN = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .toFormatter(java.util.Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Times() {}

    /** The time in UTC; nothing, where the text is none or its year is not 1 to 9999. */
    static Optional<LocalDateTime> parse(String text) {
        try {
            TemporalAccessor parsed = IN.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            LocalDateTime time = switch (parsed) {
                case OffsetDateTime offset ->
                    offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
                case LocalDateTime local -> local;
                default -> throw new DateTimeException("neither with nor without an offset");
            };
            return Optional.of(time).filter(t -> t.getYear() >= 1 && t.getYear() <= 9999);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** With seconds, and with a fraction where there is one. */
    static String text(LocalDateTime time) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }
}
