package io.stockcluster.node.locations;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The answers used last, each as long as it may be used. Guarded by its own lock. */
final class AnswerCache<T> {

    private final int limit;
    private final Time time;
    private final Map<String, Kept<T>> answers = new LinkedHashMap<>(16, 0.75f, true);

    AnswerCache(int limit, Time time) {
        this.limit = limit;
        this.time = time;
    }

    Optional<T> find(String id) {
        return look(id).map(Kept::answer);
    }

    /** An answer that may be used, with its age. */
    synchronized Optional<Kept<T>> look(String id) {
        var kept = answers.get(id);
        if (kept == null) {
            return Optional.empty();
        }
        if (time.nanos() - kept.since() >= kept.fresh().toNanos()) {
            answers.remove(id);
            return Optional.empty();
        }
        return Optional.of(kept);
    }

    /** Keeps the answer to a question asked at {@code since}; where it may not be kept, drops what was. */
    synchronized void keep(String id, T answer, long since, Duration fresh) {
        if (!fresh.isPositive()) {
            answers.remove(id);
            return;
        }
        answers.put(id, new Kept<>(answer, since, fresh));
        if (answers.size() > limit) {
            answers.remove(answers.keySet().iterator().next());
        }
    }

    /**
     * An answer.
     *
     * @param since when it was asked for
     * @param fresh how long it may be used after that
     */
    record Kept<T>(T answer, long since, Duration fresh) {}
}
