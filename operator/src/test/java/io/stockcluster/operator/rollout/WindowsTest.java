package io.stockcluster.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When nodes may be taken: a window, a moment, and when the next one opens, or that one is open. */
class WindowsTest {

    /** 2026-01-01 is a Thursday. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            before it opens          |     | 22:00 | 23:00 | UTC           | 2026-01-01T21:59:59Z | 2026-01-01T22:00:00Z
            it opens on the minute   |     | 22:00 | 23:00 | UTC           | 2026-01-01T22:00:00Z | open
            until a moment before    |     | 22:00 | 23:00 | UTC           | 2026-01-01T22:59:59Z | open
            it closes on the minute  |     | 22:00 | 23:00 | UTC           | 2026-01-01T23:00:00Z | 2026-01-02T22:00:00Z
            over midnight            |     | 22:00 | 04:00 | UTC           | 2026-01-02T03:00:00Z | open
            after that               |     | 22:00 | 04:00 | UTC           | 2026-01-02T04:00:00Z | 2026-01-02T22:00:00Z
            begun on Saturday        | Sat | 22:00 | 04:00 | UTC           | 2026-01-04T03:00:00Z | open
            not begun on Friday      | Sat | 22:00 | 04:00 | UTC           | 2026-01-03T03:00:00Z | 2026-01-03T22:00:00Z
            a week later             | Thu | 08:00 | 09:00 | UTC           | 2026-01-01T09:00:00Z | 2026-01-08T08:00:00Z
            to the end of the day    |     | 22:00 |       | UTC           | 2026-01-01T23:59:59Z | open
            by the clocks of a place |     | 22:00 | 23:00 | Europe/Zurich | 2026-07-01T20:30:00Z | open
            in winter an hour later  |     | 22:00 | 23:00 | Europe/Zurich | 2026-01-01T20:30:00Z | 2026-01-01T21:00:00Z
            the clocks go forward    | Sun | 02:30 | 04:00 | Europe/Zurich | 2026-03-29T00:59:00Z | 2026-03-29T01:30:00Z
            """)
    void aWindowIsOpenOrOpensNext(
            String name, String days, String from, String to, String zone, Instant now, String next) {
        Windows windows = new Windows(List.of(new Windows.Window(
                days(days), LocalTime.parse(from), Optional.ofNullable(to).map(LocalTime::parse), ZoneId.of(zone))));

        assertThat(windows.opensNext(now)
                        .map(opens -> opens.toInstant().toString())
                        .orElse("open"))
                .isEqualTo(next);
    }

    @Test
    void ofSeveralTheNextCounts() {
        Windows windows = new Windows(List.of(
                new Windows.Window(days("Sat"), LocalTime.of(1, 0), Optional.empty(), ZoneId.of("UTC")),
                new Windows.Window(days("Fri"), LocalTime.of(3, 0), Optional.empty(), ZoneId.of("Europe/Zurich"))));

        assertThat(windows.closed(Instant.parse("2026-01-01T12:00:00Z")))
                .contains("none of rollout.windows is open; the next opens on Fri 2026-01-02 at 03:00 Europe/Zurich"
                        + " (in more than 14 h)");
    }

    @Test
    void withoutAnyItIsAlwaysTime() {
        assertThat(Windows.ALWAYS.closed(Instant.parse("2026-01-01T12:00:00Z"))).isEmpty();
    }

    private static Set<DayOfWeek> days(String day) {
        return day == null
                ? EnumSet.allOf(DayOfWeek.class)
                : EnumSet.copyOf(EnumSet.allOf(DayOfWeek.class).stream()
                        .filter(one -> one.name().startsWith(day.toUpperCase(Locale.ROOT)))
                        .toList());
    }
}
