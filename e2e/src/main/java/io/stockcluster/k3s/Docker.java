package io.stockcluster.k3s;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Docker engine of this machine. */
public final class Docker {

    private Docker() {}

    public static boolean isThere() {
        return Command.succeeds("docker", "info");
    }

    /**
     * Makes a module's image from what the build packaged. Where nothing has changed, the engine has the layers.
     *
     * @param arguments of its Dockerfile
     */
    public static void build(Path module, String image, Map<String, String> arguments) {
        Stream<String> given = arguments.entrySet().stream()
                .map(argument -> "--build-arg=" + argument.getKey() + "=" + argument.getValue());
        Command.run(Stream.of(Stream.of("docker", "build", "--tag=" + image), given, Stream.of(module.toString()))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    /** The same image under another name as well. */
    public static void tag(String image, String name) {
        Command.run("docker", "tag", image, name);
    }

    public static void save(Path archive, List<String> images) {
        Command.run(Stream.concat(Stream.of("docker", "save", "--output", archive.toString()), images.stream())
                .toArray(String[]::new));
    }
}
