package io.stockcluster.actors;

import java.util.stream.IntStream;

/** Money that goes from purse to purse: what the tests of sending watch. */
final class Purse implements Behavior<Purse.State, Purse.Message, Purse.Event, Purse.Answer> {

    static final String TYPE = "purse";

    /** An amount at which a purse breaks. */
    static final long TOO_MUCH = 1_000_000;

    /** An amount at which a purse breaks that nobody has paid into yet. */
    static final long NOT_BEFORE_THE_PURSE_IS_OPEN = 7;

    /** The money, and the payments that this purse has made. */
    record State(long money, String payments) {
        boolean hasPaid(String id) {
            return payments.contains(";" + id + ";");
        }
    }

    sealed interface Message {}

    record Pay(String id, String to, long amount) implements Message {}

    /** Pays one to each of so many purses, whose names begin alike. */
    record PayEach(String id, String prefix, int purses) implements Message {}

    record Take(long amount) implements Message {}

    record HowMuch() implements Message {}

    sealed interface Event {}

    record Paid(String id, long amount) implements Event {}

    record Took(long amount) implements Event {}

    record Answer(long money) {}

    @Override
    public State initial(ActorId id) {
        return new State(0, ";");
    }

    @Override
    public Decision<Event, Answer> decide(State state, Message message, MessageContext context) {
        return switch (message) {
            case Pay(String id, String to, long amount)
            when state.hasPaid(id) -> Decision.again(new Answer(state.money()));
            case Pay(String id, String to, long amount) ->
                Decision.<Event, Answer>event(new Paid(id, amount), new Answer(state.money() - amount))
                        .sending(Send.to(TYPE, to, new Take(amount)));
            case PayEach(String id, String prefix, int purses)
            when state.hasPaid(id) -> Decision.again(new Answer(state.money()));
            case PayEach(String id, String prefix, int purses) ->
                Decision.<Event, Answer>event(new Paid(id, purses), new Answer(state.money() - purses))
                        .sending(IntStream.range(0, purses)
                                .mapToObj(i -> Send.to(TYPE, prefix + i, new Take(1)))
                                .toList());
            case Take(long amount)
            when amount == TOO_MUCH || (amount == NOT_BEFORE_THE_PURSE_IS_OPEN && state.money() == 0) ->
                throw new IllegalArgumentException("a purse cannot take " + amount);
            case Take(long amount) -> Decision.event(new Took(amount), new Answer(state.money() + amount));
            case HowMuch() -> Decision.reply(new Answer(state.money()));
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Paid(String id, long amount) -> new State(state.money() - amount, state.payments() + id + ";");
            case Took(long amount) -> new State(state.money() + amount, state.payments());
        };
    }

    @Override
    public boolean repeatable(Message message) {
        return !(message instanceof Take);
    }
}
