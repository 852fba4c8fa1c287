package io.stockcluster.actors.engine;

import java.util.UUID;

/**
 * Asks a host how many milliseconds ago it has last confirmed another that is gone; a negative answer if it still counts
 * that one in.
 */
final class LastConfirmed extends Question<Long> {

    final UUID gone;

    LastConfirmed(UUID gone) {
        this.gone = gone;
    }

    @Override
    public Long call() {
        return Hosted.in(host()).confirmations().age(gone, Confirmations.counted(host(), gone));
    }
}
