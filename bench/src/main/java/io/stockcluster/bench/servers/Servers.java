package io.stockcluster.bench.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Three servers on this machine, which end when this is closed, or when this process ends, however it does. */
public final class Servers implements AutoCloseable {

    public static final String CLUSTER = "bench";
    public static final int COUNT = 3;

    private static final Duration POLL = Duration.ofMillis(100);

    private final String heap;
    private final Path logs;
    private final boolean withRaw;
    private final List<Integer> ports;
    private final List<Integer> rawPorts;
    private final List<ServerProcess> processes = new ArrayList<>();
    private final Thread lastResort = new Thread(this::killAll, "kill-servers");

    private Servers(String heap, Path logs, boolean withRaw) throws IOException {
        this.heap = heap;
        this.logs = Files.createDirectories(logs);
        this.withRaw = withRaw;
        List<Integer> free = Ports.free(2 * COUNT);
        this.ports = free.subList(0, COUNT);
        this.rawPorts = free.subList(COUNT, 2 * COUNT);
    }

    /**
     * Starts them, and waits until every shard has all its copies.
     *
     * @param heap of each, as {@code -Xmx} has it
     * @param logs the folder for what they log
     * @param withRaw whether each also hosts the baseline
     */
    public static Servers start(String heap, Path logs, boolean withRaw) throws IOException, InterruptedException {
        var servers = new Servers(heap, logs, withRaw);
        Runtime.getRuntime().addShutdownHook(servers.lastResort);
        try {
            for (int i = 0; i < COUNT; i++) {
                servers.processes.add(servers.process(i));
                if (i == 0) {
                    // The first forms the cluster. Three at once might form three.
                    servers.processes.getFirst().awaitReady();
                }
            }
            for (ServerProcess process : servers.processes.subList(1, COUNT)) {
                process.awaitReady();
            }
            servers.awaitSafe(Duration.ofSeconds(60));
            return servers;
        } catch (InterruptedException | RuntimeException e) {
            servers.close();
            throw e;
        } catch (TimeoutException e) {
            servers.close();
            throw new IllegalStateException("The servers did not become a cluster: see their logs in " + logs, e);
        }
    }

    /** Where the actors' hosts are. */
    public List<String> addresses() {
        return addresses(ports);
    }

    /** Where the baseline's members are. */
    public List<String> rawAddresses() {
        return addresses(rawPorts);
    }

    public int port(int server) {
        return ports.get(server);
    }

    /** Kills one as {@code kill -9} does. */
    public void kill(int server) throws InterruptedException {
        processes.get(server).kill();
    }

    /** Freezes one as {@code kill -STOP} does. */
    public void freeze(int server) throws InterruptedException {
        processes.get(server).freeze();
    }

    /** Lets a frozen one go on. */
    public void wake(int server) throws InterruptedException {
        processes.get(server).wake();
    }

    /** Starts one again that was killed, and waits until it has joined. */
    public void restart(int server) {
        ServerProcess process = process(server);
        processes.set(server, process);
        process.awaitReady();
    }

    /** Waits until every server sees the others, and no shard lacks a copy or moves. */
    public void awaitSafe(Duration limit) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!processes.stream().allMatch(process -> Boolean.parseBoolean(process.ask(Server.SAFE)))) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("After " + limit + " some shards still lack a copy or move");
            }
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        }
    }

    /** Whether the servers count, log and trace as those of the stock service do. */
    public void watched(boolean on) {
        processes.forEach(process -> process.ask(on ? Server.WATCHED : Server.UNWATCHED));
    }

    /** The processors' time that all of them and this process have taken, which other programs' work does not add to. */
    public Duration cpuTime() {
        return Stream.concat(
                        Stream.of(ProcessHandle.current()), processes.stream().map(ServerProcess::handle))
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** What lives on the heaps of all of them together. */
    public long liveBytes() {
        return processes.stream()
                .mapToLong(process -> Long.parseLong(process.ask(Server.HEAP)))
                .sum();
    }

    @Override
    public void close() {
        killAll();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    private ServerProcess process(int server) {
        List<String> arguments = new ArrayList<>(
                List.of("server-" + server, Integer.toString(ports.get(server)), String.join(",", addresses())));
        if (withRaw) {
            arguments.add(Integer.toString(rawPorts.get(server)));
            arguments.add(String.join(",", rawAddresses()));
        }
        return ServerProcess.start(heap, logs.resolve("server-" + server + ".log"), arguments);
    }

    private void killAll() {
        for (ServerProcess process : List.copyOf(processes)) {
            try {
                process.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static List<String> addresses(List<Integer> ports) {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.toList());
    }
}
