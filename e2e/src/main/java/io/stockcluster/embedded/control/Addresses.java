package io.stockcluster.embedded.control;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Loopback addresses, one for each pod: {@code 127.x.y.z}, with an x that no other embedded cluster of this machine is
 * likely to have. They are all there on Linux; on a Mac each would have to be made first.
 */
final class Addresses {

    private final int network;
    private final AtomicInteger last = new AtomicInteger();

    private Addresses(int network) {
        this.network = network;
    }

    /** @param ports that pods listen on: those that somebody has on every address are missed now, not pod by pod */
    static Addresses find(List<Integer> ports) {
        Addresses addresses = new Addresses(ThreadLocalRandom.current().nextInt(16, 240));
        String first = addresses.next();
        for (int port : ports) {
            try (ServerSocket free = new ServerSocket()) {
                free.bind(new InetSocketAddress(InetAddress.ofLiteral(first), port));
            } catch (IOException e) {
                throw new IllegalStateException(
                        ("Port %d of %s cannot be had (%s): either another program listens on %d of every address, or this"
                                        + " machine has no loopback addresses but 127.0.0.1, as is the case on a Mac")
                                .formatted(port, first, e.getMessage(), port),
                        e);
            }
        }
        return addresses;
    }

    String next() {
        int number = last.incrementAndGet();
        return "127.%d.%d.%d".formatted(network, number / 250, number % 250 + 1);
    }
}
