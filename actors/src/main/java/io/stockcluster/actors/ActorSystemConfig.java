package io.stockcluster.actors;

import com.hazelcast.nio.serialization.compact.CompactSerializer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How a process takes part in a cluster of actors.
 *
 * @param clusterName only nodes of one name find each other
 * @param nodeName what the cluster's view calls this node; unique in it
 * @param hosts whether actors live here; if not, this process only asks
 * @param port where other nodes reach this one
 * @param seeds addresses of nodes to join, with or without {@code :port}, or one DNS name that stands for all of them; empty
 *     for a cluster of this node alone
 * @param expectedSize the hosts that make up the whole cluster, of which more than half must see each other; 0 for the
 *     largest number seen so far
 * @param askLimit how long an ask may take
 * @param maxInFlight asks under way from this node at a time; more are {@link Overloaded}
 * @param serializers how messages, events, replies and states travel, where records alone do not do
 * @param samples one of each class that travels and that the engine cannot make itself to learn its fields
 * @param observer who is told what this node does
 */
public record ActorSystemConfig(
        String clusterName,
        String nodeName,
        boolean hosts,
        int port,
        List<String> seeds,
        int expectedSize,
        Duration askLimit,
        int maxInFlight,
        List<CompactSerializer<?>> serializers,
        List<Object> samples,
        Observer observer) {

    public ActorSystemConfig {
        requireText(clusterName, "clusterName");
        requireText(nodeName, "nodeName");
        Objects.requireNonNull(askLimit, "askLimit");
        Objects.requireNonNull(observer, "observer");
        seeds = List.copyOf(seeds);
        serializers = List.copyOf(serializers);
        samples = List.copyOf(samples);
        require(port > 0 && port < 65_536, "port " + port + " is no TCP port: use 1 to 65535");
        require(expectedSize >= 0, "expectedSize " + expectedSize + " is negative: use 0 or more");
        require(askLimit.isPositive(), "askLimit " + askLimit + " is no time to wait: use more than zero");
        require(maxInFlight > 0, "maxInFlight " + maxInFlight + " lets nothing through: use 1 or more");
        require(hosts || !seeds.isEmpty(), "a node that hosts no actors needs seeds, to find those that do");
    }

    /** A node with the usual limits, alone in its cluster. */
    public static ActorSystemConfig host(String clusterName, String nodeName, int port) {
        return usual(clusterName, nodeName, true, port, List.of());
    }

    /** A process that asks the cluster's actors and hosts none. */
    public static ActorSystemConfig client(String clusterName, String nodeName, List<String> seeds) {
        return usual(clusterName, nodeName, false, 5701, seeds);
    }

    private static ActorSystemConfig usual(
            String clusterName, String nodeName, boolean hosts, int port, List<String> seeds) {
        return new ActorSystemConfig(
                clusterName,
                nodeName,
                hosts,
                port,
                seeds,
                0,
                Duration.ofSeconds(5),
                10_000,
                List.of(),
                List.of(),
                Observer.NONE);
    }

    /** The same, which finds other nodes at those addresses, or at all that one DNS name stands for. */
    public ActorSystemConfig withSeeds(List<String> seeds) {
        return with(draft -> draft.seeds = seeds);
    }

    /** The same for a cluster of so many hosts; 0 for the largest number seen so far. Refuses a negative one. */
    public ActorSystemConfig withExpectedSize(int expectedSize) {
        return with(draft -> draft.expectedSize = expectedSize);
    }

    /** The same, whose asks may take so long, where a type or an ask has no limit of its own. Refuses zero and less. */
    public ActorSystemConfig withAskLimit(Duration askLimit) {
        return with(draft -> draft.askLimit = askLimit);
    }

    /** The same with so many asks under way at a time; more are {@link Overloaded}. Refuses zero and less. */
    public ActorSystemConfig withMaxInFlight(int maxInFlight) {
        return with(draft -> draft.maxInFlight = maxInFlight);
    }

    /** The same, with how objects travel for which being records is not enough. */
    public ActorSystemConfig withSerializers(List<CompactSerializer<?>> serializers) {
        return with(draft -> draft.serializers = serializers);
    }

    /** The same, with one of each class of which the engine cannot make one itself. */
    public ActorSystemConfig withSamples(List<Object> samples) {
        return with(draft -> draft.samples = samples);
    }

    /** The same, which tells that observer what it does. */
    public ActorSystemConfig withObserver(Observer observer) {
        return with(draft -> draft.observer = observer);
    }

    private ActorSystemConfig with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return new ActorSystemConfig(
                clusterName,
                nodeName,
                hosts,
                port,
                draft.seeds,
                draft.expectedSize,
                draft.askLimit,
                draft.maxInFlight,
                draft.serializers,
                draft.samples,
                draft.observer);
    }

    /** What may differ in a copy. */
    private static final class Draft {
        private List<String> seeds;
        private int expectedSize;
        private Duration askLimit;
        private int maxInFlight;
        private List<CompactSerializer<?>> serializers;
        private List<Object> samples;
        private Observer observer;

        private Draft(ActorSystemConfig original) {
            seeds = original.seeds;
            expectedSize = original.expectedSize;
            askLimit = original.askLimit;
            maxInFlight = original.maxInFlight;
            serializers = original.serializers;
            samples = original.samples;
            observer = original.observer;
        }
    }

    private static void requireText(String value, String name) {
        require(value != null && !value.isBlank(), name + " is empty");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
