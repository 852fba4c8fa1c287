package io.stockcluster.actors.chaos;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Behavior;
import io.stockcluster.actors.CompactForm;
import io.stockcluster.actors.Consistency;
import io.stockcluster.actors.Decision;
import io.stockcluster.actors.MessageContext;
import io.stockcluster.actors.Replication;
import io.stockcluster.actors.RequestLog;
import io.stockcluster.actors.Send;
import java.util.ArrayList;
import java.util.List;

/** An actor that forgets nothing of what happened to it, so that afterwards the ledger can be held against it. */
final class Account implements Behavior<Account.State, Account.Message, Account.Event, Account.Answer> {

    /** More than one run ever writes to one account. */
    private static final int MOST_WRITES = 1_000_000;

    static final ActorType<State, Message, Event, Answer> QUORUM =
            ActorType.sharded("account", new Account(), Replication.of(3));
    static final ActorType<State, Message, Event, Answer> STRONG =
            ActorType.sharded("account-strong", new Account(), Replication.of(3, Consistency.strong()));
    static final ActorType<State, Message, Event, Answer> EVENTUAL = ActorType.sharded(
                    "account-eventual", new Account(), Replication.of(3, Consistency.eventual()))
            .mergedBy(Account::union);

    static final List<CompactSerializer<?>> FORMS = List.of(
            new CompactForm<>("chaos.Account", State.class, Account::write, Account::read),
            new CompactForm<>(
                    "chaos.Statement",
                    Statement.class,
                    (writer, statement) -> writer.writeCompact("state", statement.state()),
                    reader -> new Statement(reader.readCompact("state"))));

    /**
     * @param version how many events made it
     * @param balance what parts it got less what it gave away: over all accounts the sum is 0
     * @param written the writes and payments, with the version that each led to
     * @param received the parts
     * @param twice what happened a second time: never anything
     */
    record State(long version, long balance, RequestLog<Long> written, RequestLog<Long> received, List<String> twice) {

        boolean has(String id) {
            return written.find(id).isPresent();
        }
    }

    sealed interface Message {
        /** Known again by its id: the engine may ask again by itself. */
        record Write(String id) implements Message {}

        /** Not known again: the engine must not handle it twice. */
        record WriteOnce(String id) implements Message {}

        /** Gives one to another account. */
        record Pay(String id, String toType, String toKey) implements Message {}

        /** What arrives there. */
        record Part(String id) implements Message {}

        /** Asks for the version, and whether that write is known. */
        record Read(String id) implements Message {}

        record WhatHappened() implements Message {}
    }

    sealed interface Event {
        record Written(String id) implements Event {}

        record Paid(String id) implements Event {}

        record Received(String id) implements Event {}
    }

    sealed interface Answer {}

    record Seen(long version, boolean known) implements Answer {}

    record Statement(State state) implements Answer {}

    @Override
    public State initial(ActorId id) {
        return new State(0, 0, RequestLog.ofLast(MOST_WRITES), RequestLog.ofLast(MOST_WRITES), List.of());
    }

    @Override
    public Decision<Event, Answer> decide(State state, Message message, MessageContext context) {
        var next = new Seen(state.version() + 1, true);
        return switch (message) {
            case Message.Write(String id) when state.has(id) -> Decision.again(new Seen(state.version(), true));
            case Message.Write(String id) -> Decision.event(new Event.Written(id), next);
            case Message.WriteOnce(String id) -> Decision.event(new Event.Written(id), next);
            case Message.Pay(String id, String toType, String toKey)
            when state.has(id) -> Decision.again(new Seen(state.version(), true));
            case Message.Pay(String id, String toType, String toKey) ->
                Decision.<Event, Answer>event(new Event.Paid(id), next)
                        .sending(Send.to(toType, toKey, new Message.Part(id)));
            case Message.Part(String id) -> Decision.event(new Event.Received(id), next);
            case Message.Read(String id) -> Decision.reply(new Seen(state.version(), id.isEmpty() || state.has(id)));
            case Message.WhatHappened() -> Decision.reply(new Statement(state));
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.Written(String id) -> written(state, id, 0);
            case Event.Paid(String id) -> written(state, id, -1);
            case Event.Received(String id) ->
                new State(
                        state.version() + 1,
                        state.balance() + 1,
                        state.written(),
                        state.received().with(id, state.version() + 1),
                        twice(state, state.received(), id));
        };
    }

    private static State written(State state, String id, long change) {
        return new State(
                state.version() + 1,
                state.balance() + change,
                state.written().with(id, state.version() + 1),
                state.received(),
                twice(state, state.written(), id));
    }

    /** What both sides of a split have written. Payments to and from such accounts are not made. */
    private static State union(State larger, State smaller) {
        var written = larger.written();
        for (RequestLog.Entry<Long> write : smaller.written()) {
            written = written.with(write.id(), write.value());
        }
        return new State(written.size(), larger.balance(), written, larger.received(), larger.twice());
    }

    private static List<String> twice(State state, RequestLog<Long> log, String id) {
        if (log.find(id).isEmpty()) {
            return state.twice();
        }
        List<String> more = new ArrayList<>(state.twice());
        more.add(id);
        return List.copyOf(more);
    }

    @Override
    public boolean repeatable(Message message) {
        return !(message instanceof Message.WriteOnce || message instanceof Message.Part);
    }

    private static void write(CompactWriter writer, State state) {
        writer.writeInt64("version", state.version());
        writer.writeInt64("balance", state.balance());
        write(writer, "written", state.written());
        write(writer, "received", state.received());
        writer.writeArrayOfString("twice", state.twice().toArray(String[]::new));
    }

    private static State read(CompactReader reader) {
        return new State(
                reader.readInt64("version"),
                reader.readInt64("balance"),
                read(reader, "written"),
                read(reader, "received"),
                List.of(reader.readArrayOfString("twice")));
    }

    private static void write(CompactWriter writer, String name, RequestLog<Long> log) {
        writer.writeArrayOfString(name, log.entries().map(RequestLog.Entry::id).toArray(String[]::new));
        writer.writeArrayOfInt64(
                name + "At", log.entries().mapToLong(RequestLog.Entry::value).toArray());
    }

    private static RequestLog<Long> read(CompactReader reader, String name) {
        String[] ids = reader.readArrayOfString(name);
        long[] versions = reader.readArrayOfInt64(name + "At");
        List<RequestLog.Entry<Long>> entries = new ArrayList<>(ids.length);
        for (int i = 0; i < ids.length; i++) {
            entries.add(new RequestLog.Entry<>(ids[i], versions[i]));
        }
        return RequestLog.of(MOST_WRITES, entries);
    }
}
