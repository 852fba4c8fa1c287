package io.stockcluster.actors.engine;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Asks another host whether it counts the asker in, and nobody whom the asker has lost. One that has given the asker up
 * says no, even though the asker can reach it: it may have taken over what the asker owned. One that still has a host which
 * the asker has lost may follow that one.
 */
final class Ping extends Question<Boolean> {

    final UUID asker;
    final List<UUID> lost;

    Ping(UUID asker, Collection<UUID> lost) {
        this.asker = asker;
        this.lost = List.copyOf(lost);
    }

    @Override
    public Boolean call() {
        boolean counted = Confirmations.counted(host(), asker)
                && lost.stream().noneMatch(gone -> Confirmations.counted(host(), gone));
        return Hosted.in(host()).confirmations().told(asker, counted);
    }
}
