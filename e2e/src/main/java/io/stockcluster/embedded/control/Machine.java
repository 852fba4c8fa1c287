package io.stockcluster.embedded.control;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What pods run on.
 *
 * @param folder where they may write, and their output goes
 * @param java the JVM that stands for that in the images
 * @param options of the JVM, weaker than those that a pod's environment gives; asked for at each start of a pod
 * @param images the program that each image stands for; any other image cannot be pulled
 */
public record Machine(Path folder, Path java, Supplier<String> options, Map<String, Path> images) {

    public Machine {
        images = new ConcurrentHashMap<>(images);
    }

    Path hosts() {
        return folder.resolve("hosts");
    }
}
