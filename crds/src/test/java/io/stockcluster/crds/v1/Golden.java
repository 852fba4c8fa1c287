package io.stockcluster.crds.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the project that must be what the records say; {@code -Dgolden.update=true} writes it anew. */
final class Golden {

    private Golden() {}

    static void isUpToDate(Path file, String text) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).exists().content().isEqualTo(text);
    }
}
