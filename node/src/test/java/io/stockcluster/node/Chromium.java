package io.stockcluster.node;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A browser without a window, and with one page: it presses keys, and waits until something is to be seen. */
final class Chromium implements AutoCloseable {

    static final int WIDTH = 1320;
    static final int HEIGHT = 1180;

    private static final Duration SOON = Duration.ofMinutes(3);

    private final Process process;
    private final DevTools tools;

    private Chromium(Path program, Path folder) {
        Path profile = folder.resolve("profile");
        Path log = folder.resolve("browser.log");
        try {
            process = new ProcessBuilder(
                            program.toString(),
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--hide-scrollbars",
                            "--user-data-dir=" + profile,
                            "--remote-debugging-port=0",
                            "about:blank")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("The browser cannot be started", e);
        }
        try {
            URI page = await().atMost(SOON).ignoreExceptions().until(() -> page(profile), Objects::nonNull);
            tools = new DevTools(page);
            // As if somebody sat before it: keys go to the page, and it is not taken for one in the background.
            tools.tell("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
            resize(WIDTH, HEIGHT);
        } catch (RuntimeException e) {
            process.destroy();
            end();
            throw new IllegalStateException("The browser did not start: " + read(log), e);
        }
    }

    /** That of this machine. Where there is none the test is skipped, and says so. */
    static Chromium startOrSkip(Path folder) {
        Optional<Path> program = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(path -> Path.of(path, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            System.out.println("SKIPPED: the page is not looked at, since there is no chromium on this machine");
        }
        assumeTrue(program.isPresent(), "no chromium on this machine");
        return new Chromium(program.get(), folder);
    }

    /** Where its one page is talked to. */
    private static URI page(Path profile) throws IOException {
        int port = Integer.parseInt(
                Files.readAllLines(profile.resolve("DevToolsActivePort")).getFirst());
        for (JsonNode target : new Api(port, Optional.empty()).get("/json/list").json()) {
            if (target.path("type").asText().equals("page")) {
                return URI.create(target.path("webSocketDebuggerUrl").asText());
            }
        }
        throw new IOException("no page yet");
    }

    void open(String url) {
        evaluate("window.isLeft = true");
        JsonNode opened = tools.tell("Page.navigate", Map.of("url", url));
        if (opened.has("errorText")) {
            throw new IllegalStateException(url + ": " + opened.path("errorText"));
        }
        // While one document follows the other there is none to ask.
        await().pollInSameThread()
                .atMost(SOON)
                .ignoreException(IllegalStateException.class)
                .until(() -> evaluate("!window.isLeft && document.readyState === 'complete'")
                        .asBoolean());
    }

    /** What the JavaScript comes to. */
    JsonNode evaluate(String expression) {
        JsonNode done = tools.tell("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (done.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + done.path("exceptionDetails"));
        }
        return done.path("result").path("value");
    }

    String text(String expression) {
        return evaluate(expression).asText();
    }

    List<String> texts(String expression) {
        List<String> texts = new ArrayList<>();
        evaluate(expression).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Returns when the JavaScript's condition holds. */
    void awaitThat(String condition) {
        try {
            await().pollInSameThread()
                    .atMost(SOON)
                    .until(() -> evaluate(condition).asBoolean());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "In vain waited for " + condition + "; the page shows:\n" + text("document.body.innerText"), e);
        }
    }

    /** Presses the key and lets it go. */
    void press(Key key) {
        for (String type : List.of(key.types.isEmpty() ? "rawKeyDown" : "keyDown", "keyUp")) {
            tools.tell(
                    "Input.dispatchKeyEvent",
                    Map.of("type", type, "key", key.name, "windowsVirtualKeyCode", key.number, "text", key.types));
        }
    }

    void type(String text) {
        tools.tell("Input.insertText", Map.of("text", text));
    }

    /** Light or dark, and without movement. */
    void prefer(String scheme) {
        tools.tell(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    void resize(int width, int height) {
        tools.tell(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What a screen reader is told: "button Find". */
    List<String> spoken() {
        List<String> spoken = new ArrayList<>();
        for (JsonNode node : tools.tell("Accessibility.getFullAXTree", Map.of()).path("nodes")) {
            if (!node.path("ignored").asBoolean()) {
                spoken.add(node.path("role").path("value").asText() + " "
                        + node.path("name").path("value").asText());
            }
        }
        return spoken;
    }

    void picture(Path png) {
        String data = tools.tell("Page.captureScreenshot", Map.of("format", "png"))
                .path("data")
                .asText();
        try {
            Files.write(png, Base64.getDecoder().decode(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> complaints() {
        return tools.complaints();
    }

    @Override
    public void close() {
        try {
            tools.tell("Browser.close", Map.of());
        } catch (CompletionException _) {
            // It may hang up before it answers.
        }
        end();
    }

    /** Waits until it has put away what it keeps, so that its folder can be deleted. */
    private void end() {
        List<ProcessHandle> parts = process.descendants().toList();
        try {
            if (!process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        parts.forEach(ProcessHandle::destroyForcibly);
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    /** A key of the keyboard: its name, its number, and what it types. */
    enum Key {
        TAB("Tab", 9, ""),
        ENTER("Enter", 13, "\r"),
        SPACE(" ", 32, " "),
        ESCAPE("Escape", 27, ""),
        END("End", 35, ""),
        HOME("Home", 36, ""),
        LEFT("ArrowLeft", 37, ""),
        UP("ArrowUp", 38, ""),
        RIGHT("ArrowRight", 39, ""),
        DOWN("ArrowDown", 40, "");

        private final String name;
        private final int number;
        private final String types;

        Key(String name, int number, String types) {
            this.name = name;
            this.number = number;
            this.types = types;
        }
    }
}
