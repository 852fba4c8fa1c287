package io.stockcluster.embedded.control;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.stockcluster.embedded.api.Kind;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The NodePorts of Services, on 127.0.0.1; each leads to the ready pods in turn. */
final class Fronts implements AutoCloseable {

    private final Typed objects;
    private final Map<Integer, Front> open = new HashMap<>();

    Fronts(Typed objects) {
        this.objects = objects;
    }

    void sync() {
        List<Pod> pods = objects.list(Kind.POD, Pod.class);
        Set<Integer> wanted = new HashSet<>();
        for (Service service : objects.list(Kind.SERVICE, Service.class)) {
            for (ServicePort port : service.getSpec().getPorts()) {
                if (port.getNodePort() != null) {
                    wanted.add(port.getNodePort());
                    open.computeIfAbsent(port.getNodePort(), Front::open).leadTo(targets(service, port, pods));
                }
            }
        }
        open.entrySet().removeIf(front -> {
            if (wanted.contains(front.getKey())) {
                return false;
            }
            front.getValue().close();
            return true;
        });
    }

    private static List<InetSocketAddress> targets(Service service, ServicePort port, List<Pod> pods) {
        return pods.stream()
                .filter(pod -> Pods.matches(service.getSpec().getSelector(), pod))
                .filter(pod -> Pods.ready(pod) && !Pods.leaving(pod))
                .flatMap(pod -> target(port, pod).stream())
                .toList();
    }

    private static Optional<InetSocketAddress> target(ServicePort port, Pod pod) {
        return Pods.address(pod).map(address -> new InetSocketAddress(address, number(port.getTargetPort(), pod)));
    }

    static int number(IntOrString port, Pod pod) {
        if (port.getIntVal() != null) {
            return port.getIntVal();
        }
        return pod.getSpec().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .filter(named -> port.getStrVal().equals(named.getName()))
                .mapToInt(ContainerPort::getContainerPort)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Pod " + Pods.name(pod) + " has no port named '" + port.getStrVal() + "'"));
    }

    @Override
    public void close() {
        open.values().forEach(Front::close);
        open.clear();
    }
}
