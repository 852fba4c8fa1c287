package io.stockcluster.k3s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program of this machine. */
public final class Command {

    private Command() {}

    /** What it printed, errors among it; fails with that where it ends badly. */
    public static String run(String... command) {
        Result result = attempt(command);
        if (result.status != 0) {
            throw new IllegalStateException(
                    "'%s' ended with %d:%n%s".formatted(String.join(" ", command), result.status, result.output));
        }
        return result.output;
    }

    /** What it printed, however it ends. */
    public static String output(String... command) {
        return attempt(command).output;
    }

    public static boolean succeeds(String... command) {
        try {
            return attempt(command).status == 0;
        } catch (UncheckedIOException notInstalled) {
            return false;
        }
    }

    private static Result attempt(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while '" + command[0] + "' ran", e);
        }
    }

    private record Result(int status, String output) {}
}
