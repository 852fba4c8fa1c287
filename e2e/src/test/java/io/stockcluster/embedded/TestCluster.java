package io.stockcluster.embedded;

import io.stockcluster.embedded.control.Machine;
import java.nio.file.Path;
import java.util.Map;

/** An embedded cluster with one image, {@code program:1}. */
final class TestCluster {

    private TestCluster() {}

    static EmbeddedCluster start(Path folder) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return EmbeddedCluster.start(new Machine(
                folder.resolve("cluster"),
                java,
                () -> "-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                Map.of("program:1", Program.jar(folder))));
    }
}
