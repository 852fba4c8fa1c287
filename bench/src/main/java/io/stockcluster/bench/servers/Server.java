package io.stockcluster.bench.servers;

import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ActorSystemConfig;
import io.stockcluster.bench.counter.Counters;
import io.stockcluster.bench.raw.RawMember;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One server: hosts the counters, and beside them, where a port is given for it, the baseline.
 *
 * <p>It answers a line on its standard input by a line on its standard output, and ends with its input. So it never
 * outlives the driver, however that dies.
 */
final class Server {

    static final String READY = "ready";
    static final String HEAP = "heap";
    static final String SAFE = "safe";
    static final String WATCHED = "watched";
    static final String UNWATCHED = "unwatched";
    static final String DONE = "done";

    /** The collections after which nothing more is freed: what the first one finalizes, the second one frees. */
    private static final int COLLECTIONS = 2;

    private Server() {}

    /** Name, port, seeds; and for the baseline, port and seeds again. */
    public static void main(String[] args) throws IOException {
        List<String> seeds = seeds(args[2]);
        var watch = new Watch();
        var config = ActorSystemConfig.host(Servers.CLUSTER, args[0], Integer.parseInt(args[1]))
                .withSeeds(seeds)
                .withExpectedSize(seeds.size())
                .withObserver(watch);
        try (var system = ActorSystem.start(config, Counters.all());
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            watch.of(system);
            if (args.length > 3) {
                RawMember.start(Integer.parseInt(args[3]), seeds(args[4]));
            }
            System.out.println(READY);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(answer(line, system, seeds.size(), watch));
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static String answer(String question, ActorSystem system, int servers, Watch watch) {
        return switch (question) {
            case HEAP -> Long.toString(liveBytes());
            case SAFE -> {
                var view = system.view();
                yield Boolean.toString(
                        view.quorum() && view.safe() && view.members().size() == servers);
            }
            case WATCHED, UNWATCHED -> {
                watch.on(question.equals(WATCHED));
                yield DONE;
            }
            default -> "unknown question: " + question;
        };
    }

    private static long liveBytes() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < COLLECTIONS; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static List<String> seeds(String commaSeparated) {
        return Arrays.asList(commaSeparated.split(",", -1));
    }
}
