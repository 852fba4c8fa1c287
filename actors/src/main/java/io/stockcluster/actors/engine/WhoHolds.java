package io.stockcluster.actors.engine;

import io.stockcluster.actors.ShardTable;
import java.util.List;

/** Asks a host for its table of shards. */
final class WhoHolds extends Question<ShardTable> {

    @Override
    public ShardTable call() {
        return Lookout.in(host()).map(Lookout::table).orElseGet(() -> new ShardTable(0, List.of()));
    }
}
