package io.stockcluster.node.management;

import java.util.concurrent.atomic.AtomicReference;

/** How far a node has come: it only ever goes on. */
public final class Lifecycle {

    /** The steps. */
    public enum Step {
        STARTING,
        RUNNING,
        LEAVING
    }

    private final AtomicReference<Step> step = new AtomicReference<>(Step.STARTING);

    public Step step() {
        return step.get();
    }

    /** Goes on to the step; one that is past is no longer taken. */
    public void reach(Step next) {
        step.accumulateAndGet(next, (now, then) -> now.compareTo(then) < 0 ? then : now);
    }
}
