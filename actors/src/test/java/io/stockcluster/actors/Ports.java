package io.stockcluster.actors;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Ports that nobody has. */
public final class Ports {

    private Ports() {}

    /** Below those that the system gives to connections: one of these could be taken before the host starts. */
    public static List<Integer> free(int count) {
        return Stream.generate(() -> ThreadLocalRandom.current().nextInt(12_000, 32_000))
                .filter(Ports::isFree)
                .distinct()
                .limit(count)
                .toList();
    }

    private static boolean isFree(int port) {
        // At any address of this machine, as a host listens.
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
