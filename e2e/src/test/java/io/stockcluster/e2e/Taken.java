package io.stockcluster.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How many actor pods are taken at a time, as Kubernetes tells it: each of them from when it is told to stop until the next
 * one of that name is ready.
 */
final class Taken implements Watcher<Pod>, AutoCloseable {

    private final Set<String> now = new HashSet<>();
    private int most;
    private Optional<WatcherException> failure = Optional.empty();
    private Optional<Watch> watch = Optional.empty();

    private Taken() {}

    /** From now on. */
    static Taken of(Stock stock) {
        Taken taken = new Taken();
        taken.watch = Optional.of(stock.watchActorPods(taken));
        return taken;
    }

    @Override
    public synchronized void eventReceived(Action action, Pod pod) {
        if (action == Action.BOOKMARK) {
            return;
        }
        String name = pod.getMetadata().getName();
        if (action == Action.DELETED || pod.getMetadata().getDeletionTimestamp() != null) {
            now.add(name);
        } else if (Rolling.isReady(pod)) {
            now.remove(name);
        }
        most = Math.max(most, now.size());
    }

    @Override
    public synchronized void onClose(WatcherException cause) {
        failure = Optional.of(cause);
    }

    synchronized int mostAtATime() {
        failure.ifPresent(cause -> {
            throw new IllegalStateException("Not all that happened to the pods was seen", cause);
        });
        return most;
    }

    @Override
    public void close() {
        watch.ifPresent(Watch::close);
    }
}
