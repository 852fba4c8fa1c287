package io.stockcluster.actors.engine;

import io.stockcluster.actors.Load;
import java.util.UUID;

/** Tells the host that leads the moves what one of them has brought. */
final class Carrying extends Question<Boolean> {

    final UUID move;
    final Load load;

    Carrying(UUID move, Load load) {
        this.move = move;
        this.load = load;
    }

    @Override
    public Boolean call() {
        Lookout.in(host()).ifPresent(lookout -> lookout.carried(move, load));
        return true;
    }
}
