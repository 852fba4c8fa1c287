package io.stockcluster.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser without a window. */
record Chromium(Path program, Path folder) {

    private static final int PATIENCE_SECONDS = 90;

    /** What a page looks like to somebody, and what it says. */
    record Look(String document, String complaints) {}

    /** That of this machine, if it has one. */
    static Optional<Chromium> installed(Path folder) {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(path -> Path.of(path, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Chromium(program, folder));
    }

    /** The document after so many milliseconds, and what the page's console says. */
    Look look(String url, int millis, String... more) {
        Path document = folder.resolve("document.html");
        Path complaints = folder.resolve("complaints.txt");
        run(document, complaints, url, millis, Stream.concat(Stream.of("--dump-dom"), Stream.of(more)));
        try {
            String console = Files.readString(complaints)
                    .lines()
                    .filter(line -> line.contains("CONSOLE"))
                    .reduce("", (all, line) -> all + line + "\n");
            return new Look(Files.readString(document), console);
        } catch (IOException e) {
            throw new IllegalStateException("The browser left nothing to read", e);
        }
    }

    /** A picture of what is there after so many milliseconds. */
    void picture(String url, int millis, Path png, String... more) {
        run(
                folder.resolve("out.txt"),
                folder.resolve("complaints.txt"),
                url,
                millis,
                Stream.concat(
                        Stream.of("--screenshot=" + png.toAbsolutePath(), "--window-size=1320,1180"), Stream.of(more)));
    }

    private void run(Path out, Path complaints, String url, int millis, Stream<String> more) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                // The page's time, which stands still while it waits for a node: slow machines see the same.
                "--virtual-time-budget=" + millis));
        more.forEach(command::add);
        command.add(url);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(complaints.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException(
                        "The browser did not end: " + Files.readString(complaints, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new IllegalStateException("The browser cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
