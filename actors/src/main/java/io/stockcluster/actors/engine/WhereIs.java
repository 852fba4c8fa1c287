package io.stockcluster.actors.engine;

import io.stockcluster.actors.ActorId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks an actor's owner what there is of it. Answered beside its messages, so it waits for none of them. */
final class WhereIs extends Question<WhereIs.Found> {

    private static final long PATIENCE_SECONDS = 2;

    /**
     * An actor at its owner.
     *
     * @param shard the actor's
     * @param copies the nodes that hold it, the owner first; none, where the host that was asked is not the owner
     * @param version how many changes made it
     * @param loaded whether it is in memory
     * @param bytes of its key and state
     */
    record Found(int shard, List<String> copies, long version, boolean loaded, long bytes) {

        static final Found NOT_HERE = new Found(0, List.of(), 0, false, 0);
    }

    final String type;
    final String key;

    WhereIs(String type, String key) {
        this.type = type;
        this.key = key;
    }

    @Override
    public Found call() throws Exception {
        Optional<Lookout> lookout = Lookout.in(host());
        if (lookout.isEmpty()) {
            return Found.NOT_HERE;
        }
        return lookout.get()
                .find(new ActorId(type, key))
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .orElse(Found.NOT_HERE);
    }
}
