package io.stockcluster.embedded.control;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the program that a pod's image stands for, as a JVM of this machine with an address of its own. */
final class Launch {

    /** Where a pod has no limit: many of them share this machine. */
    private static final String SMALL_HEAP = "-Xmx128m";

    private final Machine machine;
    private final Pod pod;
    private final String address;

    Launch(Machine machine, Pod pod, String address) {
        this.machine = machine;
        this.pod = pod;
        this.address = address;
    }

    Process start(Map<String, String> environment, Path output) throws CannotStart {
        String image = pod.getSpec().getContainers().getFirst().getImage();
        Path program = Optional.ofNullable(machine.images().get(image))
                .orElseThrow(() -> new CannotStart(
                        "ErrImagePull", "failed to pull image \"%s\": there is no such image here".formatted(image)));
        try {
            Path own = output.resolveSibling("tmp");
            Files.createDirectories(own);
            ProcessBuilder builder = new ProcessBuilder(command(program, own))
                    .directory(own.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.environment().put("PATH", "/usr/bin:/bin");
            builder.environment().put("LANG", "C.UTF-8");
            builder.environment().put("BIND_ADDRESS", address);
            builder.environment()
                    .put("JDK_JAVA_OPTIONS", weakest() + " " + environment.getOrDefault("JDK_JAVA_OPTIONS", ""));
            return builder.start();
        } catch (IOException e) {
            throw new CannotStart("RunContainerError", e.getMessage());
        }
    }

    /** What a pod's network would be: the same ports as everywhere, an address and names of its own. */
    private List<String> command(Path program, Path own) {
        List<String> command = new ArrayList<>();
        command.add(machine.java().toString());
        command.add("-Djdk.net.hosts.file=" + machine.hosts());
        command.add("-Dhazelcast.local.localAddress=" + address);
        command.add("-Dhazelcast.socket.bind.any=false");
        command.add("-Djava.io.tmpdir=" + own);
        command.addAll(List.of("-jar", program.toString()));
        return command;
    }

    /** A limit of memory is what the JVM takes for the machine's. */
    private String weakest() {
        String memory = Optional.ofNullable(
                        pod.getSpec().getContainers().getFirst().getResources())
                .map(resources -> resources.getLimits().get("memory"))
                .map(limit -> "-XX:MaxRAM=" + Quantity.getAmountInBytes(limit).longValue())
                .orElse(SMALL_HEAP);
        return machine.options().get() + " " + memory;
    }
}
