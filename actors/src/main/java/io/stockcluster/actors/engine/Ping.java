package io.stockcluster.actors.engine;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Asks another host whether it counts the asker in, and nobody whom the asker has lost; and tells it the asker's term. The
 * answer is the latest term that it knows of, or {@link #NO}. One that has given the asker up says no, even though the asker
 * can reach it: it may have taken over what the asker owned. One that still has a host which the asker has lost may follow
 * that one.
 */
final class Ping extends Question<Long> {

    static final long NO = -1;

    final UUID asker;
    final List<UUID> lost;
    final long term;

    Ping(UUID asker, Collection<UUID> lost, long term) {
        this.asker = asker;
        this.lost = List.copyOf(lost);
        this.term = term;
    }

    @Override
    public Long call() {
        return Hosted.in(host()).confirm(asker, lost, term);
    }
}
