package io.stockcluster.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Makes calls from virtual threads. Calls that fail are counted, and count for nothing else. */
public final class Load {

    /** How long calls may go on after a round's time. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final LongAdder errors = new LongAdder();
    private final AtomicReference<RuntimeException> firstError = new AtomicReference<>();

    public long errors() {
        return errors.sum();
    }

    public Optional<RuntimeException> firstError() {
        return Optional.ofNullable(firstError.get());
    }

    /** Calls per second, with always as many in flight. */
    public double perSecond(int inFlight, Duration time, Call call) throws InterruptedException {
        var calls = new LongAdder();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < inFlight; i++) {
            callers.add(Thread.startVirtualThread(() -> {
                while (System.nanoTime() - end < 0) {
                    if (made(call)) {
                        calls.increment();
                    }
                }
            }));
        }
        for (Thread caller : callers) {
            if (!caller.join(time.plus(GRACE))) {
                throw new IllegalStateException("A call has not come back within " + GRACE + " after its round");
            }
        }
        return calls.sum() * 1e9 / (System.nanoTime() - start);
    }

    /** Makes so many calls, each with its number, as many at a time. */
    public void each(int count, int inFlight, IntConsumer call) throws InterruptedException {
        var next = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < inFlight; i++) {
            callers.add(Thread.startVirtualThread(() -> {
                for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                    int number = n;
                    made(() -> call.accept(number));
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
    }

    /**
     * How long calls take that come at a steady rate, whether or not earlier ones are answered. Each time runs from when
     * the call was due, so that what delays many is not counted once.
     */
    public Latencies latencies(double perSecond, Duration time, Call call) throws InterruptedException {
        int count = Math.max(1, (int) (perSecond * time.toNanos() / 1e9));
        long[] nanos = new long[count];
        var left = new CountDownLatch(count);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            int number = i;
            long due = start + (long) (i * 1e9 / perSecond);
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            Thread.startVirtualThread(() -> {
                made(call);
                nanos[number] = System.nanoTime() - due;
                left.countDown();
            });
        }
        if (!left.await(GRACE.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException(left.getCount() + " calls have not come back within " + GRACE);
        }
        return Latencies.of(nanos);
    }

    private boolean made(Call call) {
        try {
            call.make();
            return true;
        } catch (RuntimeException e) {
            errors.increment();
            firstError.compareAndSet(null, e);
            return false;
        }
    }
}
