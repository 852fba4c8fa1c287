package io.stockcluster.operator.observe;

import io.stockcluster.crds.v1.Window;
import io.stockcluster.operator.rollout.Windows;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the times of a spec. Kubernetes has checked them; its time zones are those of the same database as Java's. */
final class WindowReader {

    private static final Map<String, DayOfWeek> DAYS = Map.of(
            "Mon", DayOfWeek.MONDAY,
            "Tue", DayOfWeek.TUESDAY,
            "Wed", DayOfWeek.WEDNESDAY,
            "Thu", DayOfWeek.THURSDAY,
            "Fri", DayOfWeek.FRIDAY,
            "Sat", DayOfWeek.SATURDAY,
            "Sun", DayOfWeek.SUNDAY);
    private static final String END_OF_DAY = "24:00";

    private WindowReader() {}

    static Windows read(List<Window> windows) {
        return new Windows(windows.stream().map(WindowReader::read).toList());
    }

    private static Windows.Window read(Window window) {
        Set<DayOfWeek> days = window.days().isEmpty()
                ? EnumSet.allOf(DayOfWeek.class)
                : window.days().stream().map(DAYS::get).collect(Collectors.toSet());
        return new Windows.Window(
                days,
                LocalTime.parse(window.from()),
                Optional.of(window.to()).filter(to -> !to.equals(END_OF_DAY)).map(LocalTime::parse),
                ZoneId.of(window.timeZone()));
    }
}
