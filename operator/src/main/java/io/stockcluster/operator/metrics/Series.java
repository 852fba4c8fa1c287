package io.stockcluster.operator.metrics;

/** One metric, with all its labels' values, in Prometheus' text form. */
interface Series {

    void write(StringBuilder text);

    /** A backslash, a quote and a line's end would end the value, or the line. */
    static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
}
