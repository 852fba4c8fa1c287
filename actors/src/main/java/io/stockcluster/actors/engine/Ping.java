package io.stockcluster.actors.engine;

import java.util.UUID;

/**
 * Asks another host whether it counts the asker in. One that has given the asker up says no, even though the asker can
 * reach it: it may have taken over what the asker owned.
 */
final class Ping extends Question<Boolean> {

    final UUID asker;

    Ping(UUID asker) {
        this.asker = asker;
    }

    @Override
    public Boolean call() {
        return Hosted.in(host()).confirmations().told(asker, Confirmations.counted(host(), asker));
    }
}
