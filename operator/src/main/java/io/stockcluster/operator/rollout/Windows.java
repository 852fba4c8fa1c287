package io.stockcluster.operator.rollout;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The times of the week at which nodes may be taken; none: at any time.
 *
 * <p>A window is as long as its clocks say: where they are put forward or back in it, it closes at the time that they show.
 */
public record Windows(List<Window> all) {

    /** As long as a week and a day: the next window of any kind begins within it. */
    private static final int DAYS = 8;

    public static final Windows ALWAYS = new Windows(List.of());

    public Windows {
        all = List.copyOf(all);
    }

    /**
     * One of them.
     *
     * @param days on which it opens
     * @param to empty: at the end of the day
     */
    public record Window(Set<DayOfWeek> days, LocalTime from, Optional<LocalTime> to, ZoneId zone) {

        public Window {
            days = Set.copyOf(days);
        }

        /** That of a day, whether it opens on it or not. */
        private Span on(ZonedDateTime day) {
            ZonedDateTime opens = day.with(from);
            ZonedDateTime closes =
                    to.map(day::with).orElseGet(() -> day.plusDays(1).with(LocalTime.MIDNIGHT));
            boolean overnight = to.filter(time -> !time.isAfter(from)).isPresent();
            return new Span(opens, overnight ? closes.plusDays(1) : closes);
        }

        private Stream<Span> around(Instant now) {
            ZonedDateTime today = now.atZone(zone);
            return Stream.iterate(today.minusDays(1), day -> day.plusDays(1))
                    .limit(DAYS + 1L)
                    .filter(day -> days.contains(day.getDayOfWeek()))
                    .map(this::on);
        }
    }

    private record Span(ZonedDateTime opens, ZonedDateTime closes) {

        boolean contains(Instant now) {
            return !now.isBefore(opens.toInstant()) && now.isBefore(closes.toInstant());
        }
    }

    /** When the next one opens, by its own clocks; nothing where one is open, or none is needed. */
    Optional<ZonedDateTime> opensNext(Instant now) {
        List<Span> spans = all.stream().flatMap(window -> window.around(now)).toList();
        if (spans.stream().anyMatch(span -> span.contains(now))) {
            return Optional.empty();
        }
        return spans.stream()
                .map(Span::opens)
                .filter(opens -> opens.toInstant().isAfter(now))
                .min(Comparator.comparing(ZonedDateTime::toInstant));
    }

    /** In words for people, with how long that is. */
    Optional<String> closed(Instant now) {
        return opensNext(now)
                .map(opens -> "none of rollout.windows is open; the next opens on %1$ta %1$tF at %1$tR %2$s (in %3$s)"
                        .formatted(opens, opens.getZone(), length(Duration.between(now, opens.toInstant()))));
    }

    /** By the hour, since each other sentence is written into the status. */
    private static String length(Duration left) {
        long hours = left.toHours();
        return hours == 0 ? "less than an hour" : "more than %d h".formatted(hours);
    }
}
