package io.stockcluster.operator.act;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Has the next key pair ready: making one takes the better part of a second, and a new cluster should not wait for it.
 * Each is handed out once.
 */
final class KeyPairs {

    private CompletableFuture<Map<String, String>> next = made();

    synchronized Map<String, String> take() {
        CompletableFuture<Map<String, String>> taken = next;
        next = made();
        return taken.join();
    }

    private static CompletableFuture<Map<String, String>> made() {
        return CompletableFuture.supplyAsync(KeyMaterial::keyPair, Thread::startVirtualThread);
    }
}
