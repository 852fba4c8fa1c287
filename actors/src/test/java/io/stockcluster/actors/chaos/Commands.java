package io.stockcluster.actors.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs commands of the system. */
final class Commands {

    private Commands() {}

    static void run(String... command) {
        Result result = tried(List.of(command));
        if (result.status() != 0) {
            throw new IllegalStateException(
                    "'" + String.join(" ", command) + "' ended with " + result.status() + ": " + result.output());
        }
    }

    static boolean succeeds(String... command) {
        try {
            return tried(List.of(command)).status() == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private record Result(int status, String output) {}

    private static Result tried(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output.strip());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run '" + String.join(" ", command) + "'", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while '" + String.join(" ", command) + "' ran", e);
        }
    }
}
