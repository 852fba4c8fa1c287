package io.stockcluster.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads expressions of Prometheus, as far as alerts and dashboards need them, where its own tool is not at hand: whether
 * they are well formed, and ask for functions that exist.
 */
final class PromQl {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<string>\"(?:[^\"\\\\]|\\\\.)*\")|(?<duration>(?:\\d+(?:ms|[smhdwy]))+)"
                    + "|(?<number>\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)"
                    + "|(?<sign>[=!]~|[=!<>]=|[-+*/%^(){}\\[\\],=<>]))");

    private static final Set<String> AGGREGATIONS =
            Set.of("sum", "min", "max", "avg", "count", "topk", "bottomk", "quantile", "group", "stddev");
    private static final Set<String> FUNCTIONS = Set.of(
            "rate",
            "irate",
            "increase",
            "delta",
            "deriv",
            "histogram_quantile",
            "vector",
            "absent",
            "time",
            "changes",
            "max_over_time",
            "min_over_time",
            "avg_over_time",
            "predict_linear",
            "clamp_min",
            "clamp_max",
            "label_replace");
    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "%", "^", "==", "!=", "<", ">", "<=", ">=", "and", "or", "unless");
    private static final Set<String> GROUPINGS = Set.of("by", "without");

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private PromQl(String text) {
        this.text = text;
        String all = text.strip();
        int from = 0;
        for (Matcher matcher = TOKEN.matcher(all); matcher.find() && matcher.start() == from; from = matcher.end()) {
            tokens.add(matcher.group().strip());
        }
        if (from < all.length()) {
            throw bad("what begins at character " + from + " is nothing that Prometheus knows");
        }
    }

    /** @throws IllegalArgumentException it is none, and why */
    static void check(String expression) {
        var reader = new PromQl(expression);
        reader.expression();
        if (!reader.next().isEmpty()) {
            throw reader.bad("'" + reader.next() + "' comes after its end");
        }
    }

    private void expression() {
        operand();
        while (OPERATORS.contains(next())) {
            take();
            if (next().equals("bool")) {
                take();
            }
            if (Set.of("on", "ignoring").contains(next())) {
                take();
                labels();
                if (Set.of("group_left", "group_right").contains(next())) {
                    take();
                    if (next().equals("(")) {
                        labels();
                    }
                }
            }
            operand();
        }
    }

    private void operand() {
        String first = take();
        if (first.equals("-") || first.equals("+")) {
            operand();
        } else if (first.equals("(")) {
            expression();
            expect("\\)");
        } else if (AGGREGATIONS.contains(first)) {
            boolean grouped = grouping();
            arguments();
            if (!grouped) {
                grouping();
            }
        } else if (next().equals("(")) {
            if (!FUNCTIONS.contains(first)) {
                throw bad("there is no function '" + first + "'");
            }
            arguments();
        } else if (first.equals("{") || first.matches("[a-zA-Z_:].*")) {
            selector(first);
        } else if (!first.matches("[0-9.]+.*|\".*")) {
            throw bad("'" + first + "' is no value");
        }
        while (next().equals("[") || next().equals("offset")) {
            boolean range = take().equals("[");
            expect("\\d.*[a-z]");
            if (range) {
                expect("]");
            }
        }
    }

    private void selector(String first) {
        if (!first.equals("{") && !next().equals("{")) {
            return;
        }
        if (!first.equals("{")) {
            take();
        }
        while (!next().equals("}")) {
            expect("[a-zA-Z_]\\w*");
            expect("=|!=|=~|!~");
            expect("\".*\"");
            if (!next().equals("}")) {
                expect(",");
            }
        }
        take();
    }

    private boolean grouping() {
        boolean there = GROUPINGS.contains(next());
        if (there) {
            take();
            labels();
        }
        return there;
    }

    private void labels() {
        expect("\\(");
        while (!next().equals(")")) {
            expect("[a-zA-Z_]\\w*");
            if (!next().equals(")")) {
                expect(",");
            }
        }
        take();
    }

    private void arguments() {
        expect("\\(");
        while (!next().equals(")")) {
            expression();
            if (!next().equals(")")) {
                expect(",");
            }
        }
        take();
    }

    private String next() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String take() {
        if (at == tokens.size()) {
            throw bad("it ends too early");
        }
        return tokens.get(at++);
    }

    private void expect(String pattern) {
        String token = take();
        if (!token.matches(pattern)) {
            throw bad("'" + token + "' is not what has to be there");
        }
    }

    private IllegalArgumentException bad(String why) {
        return new IllegalArgumentException(why + ", in: " + text);
    }
}
