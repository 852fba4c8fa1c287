package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in the guide compile, run, and print what they say. */
class GuideTest {

    private static final Pattern PROGRAM = Pattern.compile("```java\n(import .*?)```", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("public final class (\\w+)");
    private static final Pattern PRINTED = Pattern.compile("println\\(.*\\); // (.*)");

    @TempDir
    private Path folder;

    @Test
    void each_program_of_the_guide_prints_what_it_says() throws Exception {
        List<String> programs = PROGRAM.matcher(Files.readString(Path.of("../docs/actors.md")))
                .results()
                .map(program -> program.group(1))
                .toList();

        assertThat(programs).hasSize(2);
        assertThat(programs.getFirst().lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(20);
        for (String program : programs) {
            List<String> said = PRINTED.matcher(program)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(run(program)).isNotEmpty().isEqualTo(said);
        }
    }

    private List<String> run(String program) throws Exception {
        String name = CLASS.matcher(program)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
        Path source = Files.writeString(
                folder.resolve(name + ".java"),
                program.replace("5701", "" + Ports.free(1).getFirst()));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source + ""))
                .as("the compiler's word on %s", name)
                .isZero();
        var printed = new ByteArrayOutputStream();
        PrintStream usual = System.out;
        try (var classes = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            classes.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(usual);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
