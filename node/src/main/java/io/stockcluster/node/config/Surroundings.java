package io.stockcluster.node.config;

import java.io.Console;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What some defaults depend on, and how a file that a setting names is read: the only ways out of this package. */
public interface Surroundings {

    String hostName();

    /** Whether someone reads along. */
    boolean terminal();

    String read(Path file) throws IOException;

    /** The machine that this runs on. */
    static Surroundings real() {
        return new Surroundings() {
            @Override
            public String hostName() {
                String fromEnvironment = System.getenv("HOSTNAME");
                if (fromEnvironment != null && !fromEnvironment.isBlank()) {
                    return fromEnvironment.strip();
                }
                try {
                    return InetAddress.getLocalHost().getHostName();
                } catch (UnknownHostException _) {
                    return "localhost";
                }
            }

            @Override
            public boolean terminal() {
                // There is none at all in a runtime without the module that makes it.
                return Optional.ofNullable(System.console())
                        .map(Console::isTerminal)
                        .orElse(false);
            }

            @Override
            public String read(Path file) throws IOException {
                return Files.readString(file);
            }
        };
    }
}
