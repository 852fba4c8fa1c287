package io.stockcluster.actors.chaos;

import static org.awaitility.Awaitility.await;

import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ActorSystemConfig;
import io.stockcluster.actors.ActorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Hosts in processes of their own, which end when this is closed, or when this process ends, however it does. */
final class Cluster implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Network network;
    private final Path logs;
    private final HostProcess[] hosts;
    private final Set<Integer> frozen = new HashSet<>();

    private Cluster(Network network, int size, Path logs) {
        this.network = network;
        this.logs = logs;
        this.hosts = new HostProcess[size];
    }

    /** Starts so many hosts on that network, which it closes in the end, and waits until all copies are there. */
    static Cluster start(Network network, int size, String name) {
        var cluster = new Cluster(network, size, folder(name));
        try {
            // The first forms the cluster. Three at once might form three.
            cluster.start(0);
            IntStream.range(1, size).forEach(cluster::startSoon);
            IntStream.range(1, size).forEach(host -> cluster.hosts[host].awaitReady());
            cluster.awaitSafe();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static Path folder(String name) {
        try {
            return Files.createDirectories(Path.of("target", "chaos", name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a folder for the hosts' logs", e);
        }
    }

    int size() {
        return hosts.length;
    }

    /** Starts a host, or starts it again, and waits until it has joined. */
    void start(int host) {
        startSoon(host);
        hosts[host].awaitReady();
    }

    /** The same, without waiting. */
    void startSoon(int host) {
        String address = network.address(host);
        hosts[host] = HostProcess.start(
                network.into(host),
                logs.resolve("host-" + host + ".log"),
                List.of(
                        name(host),
                        address.substring(address.indexOf(':') + 1),
                        String.join(",", addresses()),
                        Integer.toString(size())));
    }

    /** Starts again whichever host has died. */
    void startMissing() {
        IntStream.range(0, size()).filter(host -> !hosts[host].runs()).forEach(this::start);
    }

    private List<String> addresses() {
        return IntStream.range(0, size()).mapToObj(network::address).toList();
    }

    private static String name(int host) {
        return "host-" + host;
    }

    HostProcess host(int host) {
        return hosts[host];
    }

    void freeze(int host) {
        frozen.add(host);
        hosts[host].freeze();
    }

    void wake(int host) {
        hosts[host].wake();
        frozen.remove(host);
    }

    /** Who holds that account now, its owner first. */
    List<Integer> copiesOf(ActorType<?, ?, ?, ?> type, String key) {
        String names = anyone().ask(Host.COPIES_OF + " " + type.name() + " " + key);
        return Arrays.stream(names.split(",", -1))
                .map(name -> Integer.valueOf(name.substring(name.indexOf('-') + 1)))
                .toList();
    }

    private HostProcess anyone() {
        return awake().findFirst().orElseThrow();
    }

    private Stream<HostProcess> awake() {
        return IntStream.range(0, size())
                .filter(host -> !frozen.contains(host))
                .mapToObj(host -> hosts[host])
                .filter(Objects::nonNull)
                .filter(HostProcess::runs);
    }

    /** Waits until every host sees all the others, and no shard lacks a copy or moves. */
    void awaitSafe() {
        await("every shard has its copies and rests")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(POLL)
                .until(() -> awake().count() == size()
                        && awake().allMatch(host -> Boolean.parseBoolean(host.ask(Host.SAFE + " " + size()))));
    }

    /** What each host holds of that type. */
    List<String> held(ActorType<?, ?, ?, ?> type) {
        return awake().map(host -> host.ask(Host.HELD + " " + type.name())).collect(Collectors.toList());
    }

    /** A process that asks, connected to all of them. */
    ActorSystem client(String name) {
        var system = ActorSystem.start(
                ActorSystemConfig.client(Host.CLUSTER, name, addresses()).withSerializers(Account.FORMS),
                Account.QUORUM,
                Account.STRONG,
                Account.EVENTUAL);
        await().atMost(HostProcess.LIMIT).until(system::reachable);
        return system;
    }

    @Override
    public void close() {
        List<HostProcess> started = new ArrayList<>(Arrays.asList(hosts));
        started.removeIf(Objects::isNull);
        started.forEach(HostProcess::kill);
        network.close();
    }
}
