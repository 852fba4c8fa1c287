package io.stockcluster.operator.observe;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import java.net.URI;
import java.util.Optional;

/** Where a node's management port is. */
public final class ManagementPort {

    private static final String NAME = "management";

    private ManagementPort() {}

    /** Empty as long as the pod has no address. */
    public static Optional<URI> of(Pod pod) {
        return Optional.ofNullable(pod.getStatus())
                .map(status -> status.getPodIP())
                .flatMap(address -> port(pod).map(port -> URI.create("http://" + inUrl(address) + ":" + port)));
    }

    private static Optional<Integer> port(Pod pod) {
        return pod.getSpec().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .filter(port -> NAME.equals(port.getName()))
                .map(ContainerPort::getContainerPort)
                .findFirst();
    }

    private static String inUrl(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }
}
