package io.stockcluster.embedded.control;

import io.fabric8.kubernetes.api.model.Pod;
import io.stockcluster.embedded.api.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The life of a pod, on a thread of its own.
 *
 * <ol>
 *   <li>Its first container is started; where that cannot be done, it waits and tries again.
 *   <li>While it runs it is probed. One that ends, or fails its probes, is started anew: the first time at once, then
 *       after pauses that double.
 *   <li>Once the pod is marked for deletion, its process is asked to end, killed when its time is up, and the pod is
 *       removed.
 * </ol>
 */
final class PodRun {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    /** Whoever ran for so long is no crash loop. */
    private static final Duration STEADY = Duration.ofSeconds(60);

    private static final int LAST_WORDS = 2048;

    private final Typed objects;
    private final Machine machine;
    private final Pod pod;
    private final String address;
    private final Path folder;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private ContainerView view = ContainerView.creating();
    private Optional<Process> process = Optional.empty();
    private Optional<Instant> end = Optional.empty();
    private boolean unhealthy;

    PodRun(Typed objects, Machine machine, Pod pod, String address) {
        this.objects = objects;
        this.machine = machine;
        this.pod = pod;
        this.address = address;
        this.folder = machine.folder()
                .resolve(pod.getMetadata().getNamespace())
                .resolve(Pods.name(pod))
                .resolve(Pods.uid(pod));
    }

    void start() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("pod-" + Pods.name(pod)).start(this::run);
    }

    /** From now on, or by then, it has to be gone. */
    void end(Instant by) {
        lock.lock();
        try {
            end = Optional.of(by);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Optional<ProcessHandle> process() {
        lock.lock();
        try {
            return process.filter(Process::isAlive).map(Process::toHandle);
        } finally {
            lock.unlock();
        }
    }

    /** What the container printed; empty where it was not started that often. */
    Optional<String> output(boolean beforeRestart) {
        lock.lock();
        try {
            Path file = output(view.restarts() - (beforeRestart ? 1 : 0));
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    private Path output(int restarts) {
        return folder.resolve(restarts + ".log");
    }

    private void run() {
        lock.lock();
        try {
            Duration pause = Duration.ZERO;
            while (end.isEmpty()) {
                Instant began = Instant.now();
                boolean ran = attempt();
                if (Instant.now().isAfter(began.plus(STEADY))) {
                    pause = Duration.ZERO;
                }
                rest(ran ? pause : longer(pause), ran);
                pause = longer(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.ifPresent(Process::destroyForcibly);
            lock.unlock();
        }
        objects.delete(Kind.POD, pod, Optional.of(0L));
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** Runs the container once; whether it could be started. */
    private boolean attempt() throws InterruptedException {
        tell(view);
        try {
            var environment = new Environment(objects, pod, address).resolve();
            Process started = new Launch(machine, pod, address).start(environment, output(view.restarts()));
            process = Optional.of(started);
            unhealthy = false;
            tell(view.running());
            attend(started);
            tell(view.ended(started.exitValue(), lastWords()));
            return true;
        } catch (CannotStart e) {
            tell(view.waiting(e.reason(), e.getMessage()));
            return false;
        }
    }

    private void attend(Process started) throws InterruptedException {
        var _ = started.onExit().thenRun(this::wake);
        Thread probing = Thread.ofVirtual().start(new Prober(pod, address, new Prober.Listener() {
            @Override
            public void probed(boolean nowStarted, boolean ready) {
                PodRun.this.probed(started, nowStarted, ready);
            }

            @Override
            public void failed(String message) {
                PodRun.this.failed();
            }
        })::run);
        try {
            while (started.isAlive() && end.isEmpty() && !unhealthy) {
                changed.await();
            }
            if (started.isAlive()) {
                stop(started);
            }
        } finally {
            probing.interrupt();
        }
    }

    private void stop(Process started) throws InterruptedException {
        Instant unhealthyBy = Instant.now().plusSeconds(pod.getSpec().getTerminationGracePeriodSeconds());
        started.destroy();
        while (started.isAlive()) {
            Duration left = Duration.between(Instant.now(), end.orElse(unhealthyBy));
            if (!left.isPositive()) {
                started.destroyForcibly();
                changed.await(1, TimeUnit.SECONDS);
            } else {
                changed.awaitNanos(left.toNanos());
            }
        }
    }

    private void rest(Duration pause, boolean ran) throws InterruptedException {
        if (end.isPresent()) {
            return;
        }
        if (ran && !pause.isZero()) {
            tell(view.backingOff("back-off %d s restarting failed container".formatted(pause.toSeconds())));
        }
        long left = pause.toNanos();
        while (left > 0 && end.isEmpty()) {
            left = changed.awaitNanos(left);
        }
        if (ran && end.isEmpty()) {
            view = view.again();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void probed(Process asked, boolean started, boolean ready) {
        lock.lock();
        try {
            if (asked.isAlive() && (view.started() != started || view.ready() != ready)) {
                tell(view.probed(started, ready));
            }
        } finally {
            lock.unlock();
        }
    }

    private void failed() {
        lock.lock();
        try {
            unhealthy = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void tell(ContainerView now) {
        view = now;
        Optional<Pod> there = objects.find(Kind.POD, pod.getMetadata().getNamespace(), Pods.name(pod), Pod.class);
        objects.report(Kind.POD, pod, now.status(pod, address, there.map(Pod::getStatus)));
    }

    private String lastWords() {
        String all = output(false).orElse("");
        return all.substring(Math.max(0, all.length() - LAST_WORDS));
    }
}
