package io.stockcluster.actors.engine;

import java.util.List;

/** Tells another host which shards this one has brought from the other side of a split: they are not lost. */
final class Brought extends Question<Boolean> {

    final List<Integer> shards;

    Brought(List<Integer> shards) {
        this.shards = List.copyOf(shards);
    }

    @Override
    public Boolean call() {
        LostShards.in(host()).found(shards);
        return true;
    }
}
