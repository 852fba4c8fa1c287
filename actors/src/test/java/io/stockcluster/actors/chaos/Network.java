package io.stockcluster.actors.chaos;

import io.stockcluster.actors.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Where hosts are, and how they are kept from each other. */
interface Network extends AutoCloseable {

    /** The address of that host, with its port. */
    String address(int host);

    /** What starts a command where that host is. */
    List<String> into(int host);

    @Override
    void close();

    /** All on loopback, each with a port of its own: nothing can be cut. */
    static Network loopback(int hosts) {
        List<Integer> ports = Ports.free(hosts);
        return new Network() {
            @Override
            public String address(int host) {
                return "127.0.0.1:" + ports.get(host);
            }

            @Override
            public List<String> into(int host) {
                return List.of();
            }

            @Override
            public void close() {}
        };
    }

    /**
     * Each host in a network namespace of its own, all on one bridge, which stands in a further namespace so that no
     * rule of this machine applies to it; and a cable from the bridge to this process.
     */
    static Cuttable namespaces(int hosts) {
        return new Cuttable(hosts);
    }

    /** Whether this machine lets this process make namespaces, cables and rules. */
    static boolean canBeCut() {
        String name = "chaos-probe-" + ThreadLocalRandom.current().nextInt(100_000);
        try {
            return Commands.succeeds("ip", "netns", "add", name)
                    && Commands.succeeds("ip", "-n", name, "link", "add", "bridge", "type", "bridge")
                    && Commands.succeeds("ip", "netns", "exec", name, "iptables", "-w", "-L", "-n");
        } finally {
            Commands.succeeds("ip", "netns", "del", name);
        }
    }

    /** See {@link #namespaces}. */
    final class Cuttable implements Network {

        private static final int PORT = 5701;

        /** Two runs at a time have different numbers, so different names and addresses. */
        private final int number = 2 + ThreadLocalRandom.current().nextInt(250);

        private final String hub = "chaos" + number;
        private final String cable = "chaos" + number;
        private final List<String> spaces = new ArrayList<>();

        private final Thread lastResort = new Thread(this::remove, "remove-" + hub);

        private Cuttable(int hosts) {
            Runtime.getRuntime().addShutdownHook(lastResort);
            try {
                Commands.run("ip", "netns", "add", hub);
                Commands.run("ip", "-n", hub, "link", "add", "bridge", "type", "bridge");
                Commands.run("ip", "-n", hub, "link", "set", "bridge", "up");
                Commands.run("ip", "link", "add", cable, "type", "veth", "peer", "name", "out", "netns", hub);
                Commands.run("ip", "-n", hub, "link", "set", "out", "master", "bridge", "up");
                Commands.run("ip", "address", "add", ip(1) + "/24", "dev", cable);
                Commands.run("ip", "link", "set", cable, "up");
                for (int host = 0; host < hosts; host++) {
                    plugIn(host);
                }
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }

        private void plugIn(int host) {
            String space = hub + "-" + host;
            Commands.run("ip", "netns", "add", space);
            spaces.add(space);
            String plug = "host" + host;
            Commands.run("ip", "-n", hub, "link", "add", plug, "type", "veth", "peer", "name", "eth0", "netns", space);
            Commands.run("ip", "-n", hub, "link", "set", plug, "master", "bridge", "up");
            Commands.run("ip", "-n", space, "address", "add", ip(10 + host) + "/24", "dev", "eth0");
            Commands.run("ip", "-n", space, "link", "set", "eth0", "up");
            Commands.run("ip", "-n", space, "link", "set", "lo", "up");
        }

        /** From now on nothing that one of them sends reaches the other. */
        void cut(int one, int other) {
            cutOneWay(one, other);
            cutOneWay(other, one);
        }

        /** From now on nothing that the first sends reaches the second. The other direction goes on. */
        void cutOneWay(int from, int to) {
            rule(from, to, "-j", "DROP");
        }

        /**
         * From now on what the first sends is refused in the name of the second, which notices nothing of it: the first
         * finds its connections broken and can make no new ones, the second believes that they stand.
         */
        void refuse(int from, int to) {
            rule(from, to, "-p", "tcp", "-j", "REJECT", "--reject-with", "tcp-reset");
        }

        private void rule(int from, int to, String... then) {
            List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", spaces.get(to)));
            command.addAll(List.of("iptables", "-w", "-A", "INPUT", "-s", ip(10 + from)));
            command.addAll(List.of(then));
            Commands.run(command.toArray(String[]::new));
        }

        void heal() {
            for (String space : spaces) {
                Commands.run("ip", "netns", "exec", space, "iptables", "-w", "-F", "INPUT");
            }
        }

        private String ip(int last) {
            return "10.213." + number + "." + last;
        }

        @Override
        public String address(int host) {
            return ip(10 + host) + ":" + PORT;
        }

        @Override
        public List<String> into(int host) {
            return List.of("ip", "netns", "exec", spaces.get(host));
        }

        @Override
        public void close() {
            remove();
            Runtime.getRuntime().removeShutdownHook(lastResort);
        }

        private void remove() {
            spaces.forEach(space -> Commands.succeeds("ip", "netns", "del", space));
            Commands.succeeds("ip", "link", "del", cable);
            Commands.succeeds("ip", "netns", "del", hub);
        }
    }
}
