package io.stockcluster.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.stockcluster.traffic.Figures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of each scenario, as {@code target/report/<cluster>.json} and {@code .html}. It is written anew after each, so
 * that a run that is cut off leaves what it had.
 */
final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final String cluster;
    private final Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final List<Scenario> scenarios = new ArrayList<>();

    /**
     * @param applied the sales that the levels held at the end: as many as were acknowledged
     * @param why of one that failed or was left out; empty for one that passed
     */
    record Scenario(
            String name,
            String result,
            long millis,
            long acknowledged,
            long applied,
            long retried,
            long troubled,
            long slowestMillis,
            List<String> refusals,
            String why) {}

    Report(String cluster) {
        this.cluster = cluster;
    }

    void passed(String name, Duration took, Figures figures, long applied) {
        add(name, "passed", took, figures, applied, "");
    }

    void failed(String name, Duration took, Figures figures, long applied, String why) {
        add(name, "failed", took, figures, applied, why);
    }

    void leftOut(String name, String why) {
        add(name, "left out", Duration.ZERO, Figures.NONE, 0, why);
    }

    private synchronized void add(
            String name, String result, Duration took, Figures figures, long applied, String why) {
        Scenario scenario = new Scenario(
                name,
                result,
                took.toMillis(),
                figures.acknowledged(),
                applied,
                figures.retried(),
                figures.troubled(),
                figures.slowest().toMillis(),
                figures.refusals(),
                why);
        scenarios.add(scenario);
        System.out.println(line(scenario));
        figures.refusals().forEach(refusal -> System.out.println("    " + refusal));
        System.out.println(sums());
        write();
    }

    private String line(Scenario scenario) {
        return "[%s] %s %s%s"
                .formatted(
                        cluster,
                        scenario.result,
                        scenario.name,
                        scenario.result.equals("left out")
                                ? ": " + scenario.why
                                : " in %.1f s: %d sales acknowledged, %d applied, %d retried, %d more than once; slowest %d ms"
                                        .formatted(
                                                scenario.millis / 1000.0,
                                                scenario.acknowledged,
                                                scenario.applied,
                                                scenario.retried,
                                                scenario.troubled,
                                                scenario.slowestMillis));
    }

    private String sums() {
        return "[%s] so far: %s"
                .formatted(
                        cluster,
                        scenarios.stream()
                                .collect(Collectors.groupingBy(Scenario::result, Collectors.counting()))
                                .entrySet()
                                .stream()
                                .map(entry -> entry.getValue() + " " + entry.getKey())
                                .sorted()
                                .collect(Collectors.joining(", ")));
    }

    private void write() {
        Path folder = Project.ROOT.resolve("e2e/target/report");
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(cluster + ".json"),
                    JSON.writeValueAsString(new Whole(cluster, begun.toString(), scenarios)));
            Files.writeString(folder.resolve(cluster + ".html"), html());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JSON file's content. */
    record Whole(String cluster, String begun, List<Scenario> scenarios) {}

    private String html() {
        String rows = scenarios.stream().map(Report::row).collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <title>Scenarios on %1$s</title>
                <style>
                  :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
                  body { margin: 2rem; } table { border-collapse: collapse; }
                  th, td { padding: .3rem .8rem; text-align: left; border-bottom: 1px solid #8884; vertical-align: top; }
                  td.number { text-align: right; font-variant-numeric: tabular-nums; }
                  td.lines { white-space: pre-wrap; font-size: smaller; }
                  .passed { color: #2a8a2a; } .failed { color: #d33; font-weight: bold; }
                </style>
                <h1>Scenarios on %1$s</h1>
                <p>Begun %2$s. %3$s. What belongs to a failure is in e2e/target/evidence/%1$s.</p>
                <table>
                <tr><th>scenario<th>result<th>seconds<th>acknowledged<th>applied<th>retried<th>more than once<th>slowest, ms<th>refused<th>why
                %4$s
                </table>
                </html>
                """.formatted(cluster, begun, sums(), rows);
    }

    private static String row(Scenario scenario) {
        return ("<tr><td>%s<td class=\"%s\">%s<td class=number>%.1f<td class=number>%d<td class=number>%d"
                        + "<td class=number>%d<td class=number>%d<td class=number>%d<td class=lines>%s<td class=lines>%s")
                .formatted(
                        scenario.name.replace('_', ' '),
                        scenario.result.replace(' ', '-'),
                        scenario.result,
                        scenario.millis / 1000.0,
                        scenario.acknowledged,
                        scenario.applied,
                        scenario.retried,
                        scenario.troubled,
                        scenario.slowestMillis,
                        escaped(String.join("\n", scenario.refusals)),
                        escaped(scenario.why));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
