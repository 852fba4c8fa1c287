package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Address;
import com.hazelcast.config.DiscoveryConfig;
import com.hazelcast.config.DiscoveryStrategyConfig;
import com.hazelcast.config.properties.PropertyDefinition;
import com.hazelcast.logging.ILogger;
import com.hazelcast.spi.discovery.AbstractDiscoveryStrategy;
import com.hazelcast.spi.discovery.DiscoveryNode;
import com.hazelcast.spi.discovery.DiscoveryStrategy;
import com.hazelcast.spi.discovery.DiscoveryStrategyFactory;
import com.hazelcast.spi.discovery.SimpleDiscoveryNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where other hosts may be: a list of addresses, or a DNS name that stands for all of them. Looked up anew each time,
 * for a host's joins, its search for a cluster to merge with, and an asker's connections; Hazelcast's own lists keep
 * the first address of a name only.
 */
final class Seeds {

    /** After this a host starts with those that are there: it can mend its shards, and the fence keeps it honest. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(200);

    private final List<String> seeds;
    private final int defaultPort;

    Seeds(List<String> seeds, int defaultPort) {
        this.seeds = seeds;
        this.defaultPort = defaultPort;
        seeds.forEach(seed -> parse(seed, defaultPort));
    }

    /** Every address that the seeds stand for now. A name that is unknown now stands for none. */
    Set<InetSocketAddress> resolve() {
        Set<InetSocketAddress> found = new TreeSet<>(Comparator.comparing(InetSocketAddress::toString));
        for (String seed : seeds) {
            InetSocketAddress parsed = parse(seed, defaultPort);
            try {
                for (InetAddress address : InetAddress.getAllByName(parsed.getHostString())) {
                    found.add(new InetSocketAddress(InetAddress.getByAddress(address.getAddress()), parsed.getPort()));
                }
            } catch (UnknownHostException e) {
                // Not in the DNS yet, or no more: asked again at the next attempt.
            }
        }
        return found;
    }

    /**
     * Waits until a name that stands for all hosts stands for more than half of them. A host that finds no other forms
     * a cluster of its own, and three that start together would form three. A single address, or a name of this very
     * machine, never stands for more than one.
     */
    void awaitMajority(int expected) {
        if (seeds.size() != 1 || isOne(parse(seeds.getFirst(), defaultPort).getHostString())) {
            return;
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (resolve().size() <= expected / 2 && System.nanoTime() - deadline < 0) {
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static boolean isOne(String host) {
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException notAnAddress) {
            return isThisMachine(host);
        }
    }

    private static boolean isThisMachine(String name) {
        try {
            return Arrays.stream(InetAddress.getAllByName(name)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Which of the seeds is this very node, so that it names itself as the others know it. */
    Optional<InetSocketAddress> self() {
        return resolve().stream()
                .filter(address -> address.getPort() == defaultPort && isLocal(address.getAddress()))
                .findFirst();
    }

    private static boolean isLocal(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    void configure(DiscoveryConfig config) {
        config.addDiscoveryStrategyConfig(new DiscoveryStrategyConfig(new Factory()));
    }

    private static InetSocketAddress parse(String seed, int defaultPort) {
        String text = seed.strip();
        int colon = text.lastIndexOf(':');
        boolean bareIpv6 = text.indexOf(':') != colon && !text.startsWith("[");
        if (colon < 0 || bareIpv6 || text.endsWith("]")) {
            return InetSocketAddress.createUnresolved(text, defaultPort);
        }
        try {
            return InetSocketAddress.createUnresolved(
                    text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Seed '" + seed + "' is neither a host nor host:port with a port from 1 to 65535", e);
        }
    }

    private final class Strategy extends AbstractDiscoveryStrategy {
        Strategy(ILogger logger) {
            super(logger, Map.of());
        }

        @Override
        public Iterable<DiscoveryNode> discoverNodes() {
            List<DiscoveryNode> nodes = new ArrayList<>();
            for (InetSocketAddress address : resolve()) {
                nodes.add(new SimpleDiscoveryNode(new Address(address)));
            }
            return nodes;
        }
    }

    private final class Factory implements DiscoveryStrategyFactory {
        @Override
        public Class<? extends DiscoveryStrategy> getDiscoveryStrategyType() {
            return Strategy.class;
        }

        @Override
        @SuppressWarnings("rawtypes") // as the interface has it
        public DiscoveryStrategy newDiscoveryStrategy(
                DiscoveryNode self, ILogger logger, Map<String, Comparable> properties) {
            return new Strategy(logger);
        }

        @Override
        public Collection<PropertyDefinition> getConfigurationProperties() {
            return List.of();
        }
    }
}
