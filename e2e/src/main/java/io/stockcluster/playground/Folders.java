package io.stockcluster.playground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that nobody needs any more. */
final class Folders {

    private Folders() {}

    /** As far as can be: what is left is left to whoever empties the machine's temporary files. */
    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            System.err.println("playground: " + folder + " could not be deleted: " + e.getMessage());
        }
    }
}
