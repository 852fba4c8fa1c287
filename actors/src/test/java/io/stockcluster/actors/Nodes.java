package io.stockcluster.actors;

import static org.awaitility.Awaitility.await;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Real hosts on loopback, in this process, and askers beside them. */
public final class Nodes implements AutoCloseable {

    /** The longest that anything takes here, on a busy machine. */
    public static final Duration LIMIT = Duration.ofMinutes(2);

    /** A machine that stands still for some seconds has not lost an answer. */
    private static final Duration ASK_LIMIT = Duration.ofSeconds(30);

    private final String cluster = "test-" + Long.toHexString(System.nanoTime());
    private final ActorType<?, ?, ?, ?>[] types;
    private final List<Integer> ports;
    private final int expected;
    private Function<String, Observer> observers = node -> Observer.NONE;
    private final List<ActorSystem> hosts = new ArrayList<>();
    private final List<ActorSystem> all = new ArrayList<>();
    private List<CompactSerializer<?>> serializers = List.of();

    private Nodes(int size, ActorType<?, ?, ?, ?>... types) {
        this.types = types;
        this.ports = Ports.free(size);
        this.expected = size;
    }

    /** So many hosts that make up the whole cluster, joined and with every copy in its place. */
    public static Nodes started(int size, ActorType<?, ?, ?, ?>... types) {
        return ofSize(size, types).startAll();
    }

    /** So many hosts, of which none is started yet. */
    public static Nodes ofSize(int size, ActorType<?, ?, ?, ?>... types) {
        return new Nodes(size, types);
    }

    /** From now on each node that starts is watched by its own. */
    public Nodes observedBy(Function<String, Observer> observers) {
        this.observers = observers;
        return this;
    }

    /** Lets those that are started from now on know these forms. */
    public Nodes withSerializers(List<CompactSerializer<?>> forms) {
        serializers = forms;
        return this;
    }

    /** Starts all of them, and waits until every copy is in its place. */
    public Nodes startAll() {
        for (int i = 0; i < expected; i++) {
            start(i);
        }
        awaitSafe();
        return this;
    }

    public ActorSystem start(int index) {
        return start(index, seeds(), expected, types);
    }

    /** The same with types of its own, as another release has them. */
    public ActorSystem start(int index, ActorType<?, ?, ?, ?>... itsTypes) {
        return start(index, seeds(), expected, itsTypes);
    }

    private ActorSystem start(int index, List<String> seeds, int size, ActorType<?, ?, ?, ?>... itsTypes) {
        var config = ActorSystemConfig.host(cluster, "node-" + index, ports.get(index))
                .withSeeds(seeds)
                .withExpectedSize(size)
                .withAskLimit(ASK_LIMIT)
                .withObserver(observers.apply("node-" + index))
                .withSerializers(serializers);
        var system = ActorSystem.start(config, itsTypes);
        hosts.add(system);
        all.add(system);
        return system;
    }

    /**
     * Starts so many hosts as a cluster of their own. They do not find those that are started otherwise before {@link
     * #findEachOther}; then all are one.
     */
    public void startApart(int size) {
        int first = hosts.size();
        List<String> seeds = IntStream.range(0, expected)
                .mapToObj(i ->
                        (first <= i && i < first + size ? "127.0.0.1" : LaterNames.of(cluster)) + ":" + ports.get(i))
                .toList();
        for (int i = first; i < first + size; i++) {
            start(i, seeds, size, types);
        }
    }

    /** What was started apart finds each other. */
    public void findEachOther() {
        LaterNames.know(cluster);
    }

    /** A process without actors of its own. */
    public ActorSystem client() {
        return clientWith(config -> config);
    }

    /** The same, with other limits. */
    public ActorSystem clientWith(UnaryOperator<ActorSystemConfig> changes) {
        var config = changes.apply(ActorSystemConfig.client(cluster, "client-" + all.size(), seeds())
                .withAskLimit(ASK_LIMIT)
                .withObserver(observers.apply("client")));
        var system = ActorSystem.start(config, types);
        all.add(system);
        return system;
    }

    public ActorSystem host(int index) {
        return hosts.get(index);
    }

    /** That host is gone at once, and hands nothing over. */
    public void kill(int index) {
        members()
                .filter(host -> name(host.getCluster().getLocalMember()).equals("node-" + index))
                .forEach(host -> host.getLifecycleService().terminate());
    }

    /** The first so many hosts and the others take each other for gone, until they find each other again. */
    public void split(int first) {
        Set<String> side = IntStream.range(0, first).mapToObj(i -> "node-" + i).collect(Collectors.toSet());
        members().forEach(host -> {
            boolean one = side.contains(name(host.getCluster().getLocalMember()));
            ClusterServiceImpl others =
                    ((HazelcastInstanceProxy) host).getOriginal().node.getClusterService();
            Set.copyOf(others.getMembers()).stream()
                    .filter(other -> side.contains(name(other)) != one)
                    .forEach(other -> others.suspectMember(other, "it is on the other side", true));
        });
    }

    private Stream<HazelcastInstance> members() {
        return Hazelcast.getAllHazelcastInstances().stream()
                .filter(host -> host.getConfig().getClusterName().equals(cluster));
    }

    private static String name(Member member) {
        return member.getAttribute("node");
    }

    public void awaitSafe() {
        await().atMost(LIMIT)
                .until(() -> hosts.stream()
                        .filter(ActorSystem::reachable)
                        .map(ActorSystem::view)
                        .allMatch(view -> view.safe() && view.quorum()));
    }

    /** Waits until so many hosts agree that they are all there is, and nothing moves. */
    public void awaitSettled(int size) {
        await().atMost(LIMIT)
                .until(() -> hosts.stream()
                        .filter(ActorSystem::reachable)
                        .map(ActorSystem::view)
                        .allMatch(view -> view.members().size() == size
                                && !view.shards().orElseThrow().moving()));
    }

    /**
     * Waits until all hosts tell the same of who holds what. Whoever takes no part in a move hears of it a moment later: two
     * may think meanwhile that they own a shard.
     */
    public void awaitAgreed() {
        await().atMost(LIMIT)
                .until(() -> hosts.stream()
                                .filter(ActorSystem::reachable)
                                .map(host -> host.shards().orElseThrow().shards())
                                .distinct()
                                .count()
                        == 1);
    }

    private List<String> seeds() {
        return ports.stream().map(port -> "127.0.0.1:" + port).toList();
    }

    @Override
    public void close() {
        all.forEach(ActorSystem::close);
    }
}
