package io.stockcluster.embedded.control;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.stockcluster.embedded.api.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cluster's DNS, as a hosts file that the JVMs of its pods look names up in. A name of several addresses has a line
 * for each. A Service that has an address of its own in Kubernetes stands for its pods' addresses here.
 */
final class Names {

    private final Typed objects;
    private final Path file;
    private String written = "";

    Names(Typed objects, Path file) {
        this.objects = objects;
        this.file = file;
        sync();
    }

    void sync() {
        List<String> lines = new ArrayList<>(List.of("127.0.0.1 localhost " + hostName()));
        List<Pod> pods = objects.list(Kind.POD, Pod.class);
        for (Service service : objects.list(Kind.SERVICE, Service.class)) {
            for (Pod pod : pods) {
                line(service, pod).ifPresent(lines::add);
            }
        }
        write(String.join("\n", lines) + "\n");
    }

    private static Optional<String> line(Service service, Pod pod) {
        boolean same =
                service.getMetadata().getNamespace().equals(pod.getMetadata().getNamespace());
        boolean unready = Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses());
        if (!same || !Pods.matches(service.getSpec().getSelector(), pod) || !(unready || Pods.ready(pod))) {
            return Optional.empty();
        }
        String domain =
                service.getMetadata().getName() + "." + service.getMetadata().getNamespace();
        String own = Pods.name(pod) + "." + domain;
        return Pods.address(pod)
                .map(address -> String.join(
                        " ",
                        address,
                        own,
                        own + ".svc",
                        own + ".svc.cluster.local",
                        domain,
                        domain + ".svc",
                        domain + ".svc.cluster.local"));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    /** In one go: a reader sees the old file or the new one, never half of one. */
    private void write(String text) {
        if (text.equals(written)) {
            return;
        }
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            written = text;
        } catch (IOException e) {
            throw new UncheckedIOException("The hosts file cannot be written", e);
        }
    }
}
