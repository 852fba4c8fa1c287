package io.stockcluster.actors.chaos;

import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ActorSystemConfig;
import io.stockcluster.actors.engine.Held;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * One host of accounts, as a process. It answers a line on its standard input by a line on its standard output, leaves
 * in peace at SIGTERM, and ends with its input: so it never outlives the test.
 */
final class Host {

    static final String CLUSTER = "chaos";
    static final String READY = "ready";

    /** Whether it sees so many hosts, holds its lease, and every shard has its copies. */
    static final String SAFE = "safe";

    /** The names of the nodes that hold the account of that type and key, the owner's first. */
    static final String COPIES_OF = "copies-of";

    /** What it holds of that type, as {@link Held} has it. */
    static final String HELD = "held";

    /** The version that its own ask finds: a client on its side of a split. */
    static final String READ = "read";

    /** The same, after a write by that id. */
    static final String WRITE = "write";

    /** Where there was no answer. */
    static final String NONE = "none";

    private static final Duration LEAVE = Duration.ofSeconds(20);

    private final ActorSystem system;

    private Host(ActorSystem system) {
        this.system = system;
    }

    /** Name, port, seeds and the size of the cluster. */
    public static void main(String[] args) throws IOException {
        List<String> seeds = Arrays.asList(args[2].split(",", -1));
        var config = ActorSystemConfig.host(CLUSTER, args[0], Integer.parseInt(args[1]))
                .withSeeds(seeds)
                .withExpectedSize(Integer.parseInt(args[3]))
                .withSerializers(Account.FORMS);
        try (var system = ActorSystem.start(config, Account.QUORUM, Account.STRONG, Account.EVENTUAL);
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> system.leave(LEAVE), "leave"));
            var host = new Host(system);
            System.out.println(READY);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(host.answer(line.split(" ", -1)));
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private String answer(String[] words) {
        return switch (words[0]) {
            case SAFE -> Boolean.toString(safe(Integer.parseInt(words[1])));
            case COPIES_OF -> String.join(",", copiesOf(words[1], words[2]));
            case HELD -> Held.of(words[1]);
            case READ -> version(words[1], words[2], new Account.Message.Read(""));
            case WRITE -> version(words[1], words[2], new Account.Message.Write(words[3]));
            default -> "unknown question: " + words[0];
        };
    }

    private boolean safe(int hosts) {
        var view = system.view();
        return view.quorum() && view.safe() && view.members().size() == hosts;
    }

    private List<String> copiesOf(String type, String key) {
        return system.shards()
                .orElseThrow()
                .shards()
                .get(Held.shardOf(new ActorId(type, key)))
                .copies();
    }

    private String version(String type, String key, Account.Message message) {
        try {
            var asked = type.equals(Account.EVENTUAL.name()) ? Account.EVENTUAL : Account.QUORUM;
            var answer = (Account.Seen) system.actor(asked, key).ask(message);
            return Long.toString(answer.version());
        } catch (ActorException e) {
            return NONE;
        }
    }
}
