package io.stockcluster.node.stock;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.Behavior;
import io.stockcluster.actors.Decision;
import io.stockcluster.actors.MessageContext;
import io.stockcluster.actors.Send;

/**
 * How a stock pot behaves.
 *
 * <ol>
 *   <li>A request whose id is known gets the answer of the first time, or is told that the id was used for something
 *       else.
 *   <li>So is what comes in by its origin: the first stands.
 *   <li>A move away is refused where there was too little at its time. Nothing else ever is: what was sold was sold.
 *   <li>All else is recorded, and takes its place in the {@link History} by when it happened.
 *   <li>With a move away, its other half is sent to the pot of the same product at the destination. Both are kept
 *       together or not at all, so nothing is ever lost or doubled between them, whatever dies.
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
            case PotWrite.Receive in -> received(pot, in);
            case PotWrite.Request request ->
                pot.requests()
                        .find(request.requestId())
                        .map(first -> repeated(first, request))
                        .orElseGet(() -> first(pot, request, context.actor()));
        };
    }

    @Override
    public Pot evolve(Pot pot, PotEvent event) {
        return pot.after(event.write(), event.limits());
    }

    /** Every request is known again by its id, and reading changes nothing. */
    @Override
    public boolean repeatable(PotCommand command) {
        return !(command instanceof PotWrite.Receive);
    }

    private Decision<PotEvent, PotReply> received(Pot pot, PotWrite.Receive in) {
        return pot.knows(in)
                ? Decision.again(new PotReply.Received())
                : Decision.event(new PotEvent(in, limits), new PotReply.Received());
    }

    /** Both answers tell of the first request, so neither may go out before that is safe. */
    private static Decision<PotEvent, PotReply> repeated(PotWrite.Request first, PotWrite.Request request) {
        return Decision.again(first.sameContentAs(request) ? new PotReply.Accepted(first) : new PotReply.Mismatch());
    }

    private Decision<PotEvent, PotReply> first(Pot pot, PotWrite.Request request, ActorId self) {
        Decision<PotEvent, PotReply> accepted =
                Decision.event(new PotEvent(request, limits), new PotReply.Accepted(request));
        return switch (request) {
            case PotWrite.Sell _, PotWrite.Count _ -> accepted;
            case PotWrite.Dispatch move ->
                pot.history().at(move.time()).covers(move.quantity())
                        ? accepted.sending(otherHalf(pot, move, self))
                        : Decision.reply(new PotReply.InsufficientStock());
        };
    }

    private Send otherHalf(Pot pot, PotWrite.Dispatch move, ActorId self) {
        return Send.to(
                self.type(),
                PotKey.elsewhere(self.key(), move.destinationLocationId()),
                new PotWrite.Receive(
                        Origin.ofMove(
                                self.key(),
                                move.requestId(),
                                pot.requests().past().taken(),
                                limits.requestIds()),
                        move.quantity(),
                        move.time()));
    }
}
