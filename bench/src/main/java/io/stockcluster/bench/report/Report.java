package io.stockcluster.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Figures in the order in which they were measured. */
public final class Report {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    /**
     * A number with its name.
     *
     * @param name for machines; lower-case letters, digits and underscores
     * @param meaning for people
     */
    private record Figure(String name, double value, String meaning) {}

    private final List<Figure> figures = new ArrayList<>();

    public Report add(String name, double value, String meaning) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name for a figure: use lower-case letters, digits and underscores");
        }
        if (figures.stream().anyMatch(figure -> figure.name().equals(name))) {
            throw new IllegalArgumentException("There is a figure '" + name + "' already: use each name once");
        }
        figures.add(new Figure(name, value, meaning));
        return this;
    }

    public String table() {
        int names = longest(figures.stream().map(Figure::name).toList());
        int values = longest(
                figures.stream().map(figure -> Numbers.text(figure.value())).toList());
        return figures.stream()
                .map(figure -> pad(figure.name(), names) + "  "
                        + " ".repeat(values - Numbers.text(figure.value()).length())
                        + Numbers.text(figure.value()) + "  " + figure.meaning() + "\n")
                .collect(Collectors.joining());
    }

    /** One line, without its end. What is no number, as after a division by zero, is {@code null}. */
    public String json() {
        return figures.stream()
                .map(figure -> "\"" + figure.name() + "\":"
                        + (Double.isFinite(figure.value()) ? Numbers.text(figure.value()) : "null"))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static int longest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String pad(String text, int length) {
        return text + " ".repeat(length - text.length());
    }
}
