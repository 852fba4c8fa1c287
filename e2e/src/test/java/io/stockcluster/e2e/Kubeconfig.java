package io.stockcluster.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.stockcluster.k3s.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.Stream;

/** Somebody's own cluster, which is left as it was found, but for the definition of the resource. */
final class Kubeconfig extends RealCluster {

    Kubeconfig(String kubeconfig) {
        super(kubeconfig);
    }

    @Override
    public String kubectl(String... arguments) {
        return Command.run(line(arguments));
    }

    @Override
    public String failingKubectl(String... arguments) {
        return Command.output(line(arguments));
    }

    private static String[] line(String... arguments) {
        return Stream.concat(Stream.of("kubectl", "--kubeconfig=" + KubeconfigProvider.file()), Stream.of(arguments))
                .toArray(String[]::new);
    }

    /** By the address of one of its machines. */
    @Override
    public URI nodePort(int port) {
        String host = Optional.of(Project.property("e2e.host"))
                .filter(named -> !named.isEmpty())
                .orElseGet(this::someMachine);
        return URI.create("http://" + host + ":" + port);
    }

    private String someMachine() {
        return client().nodes().list().getItems().stream()
                .flatMap(machine -> machine.getStatus().getAddresses().stream())
                .filter(address -> address.getType().equals("InternalIP"))
                .map(address -> address.getAddress())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No machine of the cluster has an InternalIP: name an address with -De2e.host"));
    }

    @Override
    public void kill(Pod pod) {
        throw noSignals();
    }

    @Override
    public void freeze(Pod pod) {
        throw noSignals();
    }

    @Override
    public void thaw(Pod pod) {
        throw noSignals();
    }

    @Override
    public String file(String name, String content) {
        try {
            return Files.writeString(Project.ROOT.resolve("e2e/target").resolve(name), content)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void withoutApiServer(Runnable whatHappens) {
        throw new UnsupportedOperationException("Nobody stops its API server: say @Needs(Ability.OUTAGE)");
    }

    private static UnsupportedOperationException noSignals() {
        return new UnsupportedOperationException("Nobody gets at the machines: say @Needs(Ability.SIGNALS)");
    }

    @Override
    public void close() {
        kubectl("delete", "stockcluster", "--all", "--namespace=default", "--timeout=120s");
        Chart.uninstall(this);
        super.close();
    }
}
