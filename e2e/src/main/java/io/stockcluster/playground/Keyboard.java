package io.stockcluster.playground;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Keys as they are pressed, without Enter. */
final class Keyboard implements AutoCloseable {

    private final boolean terminal;

    private Keyboard(boolean terminal) {
        this.terminal = terminal;
    }

    static Keyboard open() {
        // Also where a signal ends the program, the terminal is left as it was.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stty("sane"), "end-of-keyboard"));
        stty("-icanon", "-echo", "min", "0", "time", "0");
        return new Keyboard(true);
    }

    static Keyboard none() {
        return new Keyboard(false);
    }

    Optional<Character> pressed() {
        try {
            InputStream keys = System.in;
            return terminal && keys.available() > 0 ? Optional.of((char) keys.read()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stty(String... arguments) {
        try {
            String[] command = new String[arguments.length + 1];
            command[0] = "stty";
            System.arraycopy(arguments, 0, command, 1, arguments.length);
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As it was. */
    @Override
    public void close() {
        if (terminal) {
            stty("sane");
        }
    }
}
