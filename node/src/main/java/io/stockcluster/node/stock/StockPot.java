package io.stockcluster.node.stock;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.Behavior;
import io.stockcluster.actors.Decision;
import io.stockcluster.actors.MessageContext;

/**
 * How a stock pot behaves.
 *
 * <ol>
 *   <li>A write whose id is known gets the answer of the first time, or is told that the id was used for something
 *       else.
 *   <li>A move away is refused where there was too little at its time. Nothing else ever is: what was sold was sold.
 *   <li>All else is recorded, and takes its place in the {@link History} by when it happened.
 * </ol>
 */
public final class StockPot implements Behavior<Pot, PotCommand, PotEvent, PotReply> {

    private final PotLimits limits;

    /** A pot under limits that ought to be the same on all nodes; while they are not, the owner's hold. */
    public StockPot(PotLimits limits) {
        this.limits = limits;
    }

    @Override
    public Pot initial(ActorId id) {
        return Pot.empty(limits);
    }

    @Override
    public Decision<PotEvent, PotReply> decide(Pot pot, PotCommand command, MessageContext context) {
        return switch (command) {
            case PotCommand.ReadLevel _ ->
                Decision.reply(pot.history().current().level());
            case PotWrite write ->
                pot.knownBeside(write)
                        .find(write.id())
                        .map(first -> repeated(first, write))
                        .orElseGet(() -> first(pot, write));
        };
    }

    @Override
    public Pot evolve(Pot pot, PotEvent event) {
        return pot.after(event.write(), event.limits());
    }

    /** Every write is known again by its id, and reading changes nothing. */
    @Override
    public boolean repeatable(PotCommand command) {
        return true;
    }

    /** Both answers tell of the first write, so neither may go out before that is safe. */
    private static Decision<PotEvent, PotReply> repeated(PotWrite first, PotWrite write) {
        return Decision.again(first.sameContentAs(write) ? new PotReply.Accepted(first) : new PotReply.Mismatch());
    }

    private Decision<PotEvent, PotReply> first(Pot pot, PotWrite write) {
        boolean refused = write instanceof PotWrite.Dispatch move
                && !pot.history().at(move.movedAt()).covers(move.quantity());
        return refused
                ? Decision.reply(new PotReply.InsufficientStock())
                : Decision.event(new PotEvent(write, limits), new PotReply.Accepted(write));
    }
}
