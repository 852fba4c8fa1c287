package io.stockcluster.actors.engine;

import com.hazelcast.config.CompactSerializationConfig;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.SerializationConfig;
import com.hazelcast.nio.serialization.FieldKind;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import io.stockcluster.actors.CompactForm;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How the engine's own objects travel, on hosts and askers alike: in Hazelcast's Compact form, whose fields have names,
 * so that versions can be mixed. A new field is read by {@code getFieldKind} first.
 */
final class Wire {

    private Wire() {}

    static void configure(SerializationConfig config, List<CompactSerializer<?>> application) {
        CompactSerializationConfig compact = config.getCompactSerializationConfig();
        for (CompactSerializer<?> serializer : OWN) {
            compact.addSerializer(serializer);
        }
        LookoutWire.FORMS.forEach(compact::addSerializer);
        for (CompactSerializer<?> serializer : application) {
            compact.addSerializer(serializer);
        }
        // Java serialization runs whatever class the sender names. Only what Hazelcast itself throws may come that way.
        var filter = new JavaSerializationFilterConfig().setDefaultsDisabled(true);
        filter.getWhitelist().addPrefixes("com.hazelcast.", "java.lang.", "java.util.", "[Ljava.lang.");
        config.setJavaSerializationFilterConfig(filter);
    }

    private static final List<CompactSerializer<?>> OWN = List.of(
            new CompactForm<>(
                    "stockcluster.Ask",
                    Ask.class,
                    (writer, ask) -> {
                        writer.writeString("type", ask.type);
                        writer.writeCompact("message", ask.message);
                        writer.writeBoolean("again", ask.again);
                        writer.writeBoolean("settle", ask.settle);
                        writer.writeString("context", ask.context);
                    },
                    reader -> new Ask(
                            reader.readString("type"),
                            reader.readCompact("message"),
                            reader.readBoolean("again"),
                            reader.readBoolean("settle"),
                            context(reader))),
            new CompactForm<>(
                    "stockcluster.Apply",
                    Apply.class,
                    (writer, apply) -> {
                        writer.writeString("type", apply.type);
                        writer.writeInt64("follows", apply.follows);
                        writer.writeInt64("followsMark", apply.followsMark);
                        writer.writeInt64("mark", apply.mark);
                        writer.writeCompact("changes", apply.changes);
                        writer.writeString("context", apply.context);
                    },
                    reader -> new Apply(
                            reader.readString("type"),
                            reader.readInt64("follows"),
                            reader.readInt64("followsMark"),
                            reader.readInt64("mark"),
                            reader.readCompact("changes"),
                            context(reader))),
            new CompactForm<>(
                    "stockcluster.Changes",
                    Changes.class,
                    (writer, changes) -> {
                        writer.writeCompact("first", changes.first());
                        writer.writeCompact("second", changes.second());
                    },
                    reader -> new Changes(reader.readCompact("first"), reader.readCompact("second"))),
            new CompactForm<>(
                    "stockcluster.Cell",
                    Cell.class,
                    (writer, cell) -> {
                        writer.writeInt64("version", cell.version());
                        writer.writeInt64("mark", cell.mark());
                        writer.writeCompact("state", cell.state());
                        writer.writeInt64("lastSent", cell.outbox().last());
                        writeSent(writer, cell.outbox().pending());
                        writeInbox(writer, cell.inbox());
                    },
                    reader -> new Cell(
                            reader.readInt64("version"),
                            reader.readInt64("mark"),
                            reader.readCompact("state"),
                            outbox(reader.readInt64("lastSent"), readSent(reader)),
                            readInbox(reader))),
            new CompactForm<>(
                    "stockcluster.Sent",
                    Outbox.Sent.class,
                    (writer, sent) -> {
                        writer.writeInt64("number", sent.number());
                        writer.writeInt64("after", sent.after());
                        writer.writeString("type", sent.type());
                        writer.writeString("key", sent.key());
                        writer.writeCompact("message", sent.message());
                        writer.writeString("context", sent.context());
                    },
                    reader -> new Outbox.Sent(
                            reader.readInt64("number"),
                            reader.readInt64("after"),
                            reader.readString("type"),
                            reader.readString("key"),
                            reader.readCompact("message"),
                            context(reader))),
            new CompactForm<>(
                    "stockcluster.Deliver",
                    Post.Deliver.class,
                    (writer, deliver) -> {
                        writer.writeString("sender", deliver.sender());
                        writer.writeCompact("sent", deliver.sent());
                    },
                    reader -> new Post.Deliver(reader.readString("sender"), reader.readCompact("sent"))),
            CompactForm.of("stockcluster.WhatIsPending", Post.WhatIsPending.class, new Post.WhatIsPending()),
            new CompactForm<>(
                    "stockcluster.Arrived",
                    Post.Arrived.class,
                    (writer, arrived) -> writer.writeArrayOfInt64(
                            "numbers",
                            arrived.numbers().stream()
                                    .mapToLong(Long::longValue)
                                    .toArray()),
                    reader -> new Post.Arrived(Arrays.stream(reader.readArrayOfInt64("numbers"))
                            .boxed()
                            .toList())),
            new CompactForm<>(
                    "stockcluster.Done",
                    Post.Done.class,
                    (writer, done) -> writer.writeBoolean("yes", done.yes()),
                    reader -> new Post.Done(reader.readBoolean("yes"))),
            new CompactForm<>(
                    "stockcluster.Pending",
                    Post.Pending.class,
                    (writer, pending) -> writeSent(writer, pending.sent()),
                    reader -> new Post.Pending(readSent(reader))),
            new CompactForm<>(
                    "stockcluster.Settling",
                    Post.Settling.class,
                    (writer, settling) -> {
                        writer.writeCompact("reply", settling.reply());
                        writeSent(writer, settling.sent());
                    },
                    reader -> new Post.Settling(reader.readCompact("reply"), readSent(reader))),
            new CompactForm<>(
                    "stockcluster.Received",
                    Post.Received.class,
                    (writer, received) -> {
                        writer.writeString("sender", received.sender());
                        writer.writeInt64("number", received.number());
                    },
                    reader -> new Post.Received(reader.readString("sender"), reader.readInt64("number"))),
            new CompactForm<>(
                    "stockcluster.Sending",
                    Post.HasSent.class,
                    (writer, sent) -> writeSent(writer, sent.sent()),
                    reader -> new Post.HasSent(readSent(reader))),
            new CompactForm<>(
                    "stockcluster.Unconfirmed",
                    Unconfirmed.class,
                    (writer, unconfirmed) -> {
                        writer.writeCompact("answer", unconfirmed.answer());
                        writer.writeCompact("cell", unconfirmed.cell());
                        writer.writeInt32("needed", unconfirmed.needed());
                        writer.writeArrayOfString(
                                "hosts",
                                unconfirmed.hosts().stream().map(UUID::toString).toArray(String[]::new));
                    },
                    reader -> new Unconfirmed(
                            reader.readCompact("answer"),
                            reader.readCompact("cell"),
                            reader.readInt32("needed"),
                            Arrays.stream(reader.readArrayOfString("hosts"))
                                    .map(UUID::fromString)
                                    .toList())),
            new CompactForm<>(
                    "stockcluster.CellId",
                    Unconfirmed.CellId.class,
                    (writer, cell) -> {
                        writer.writeInt32("shard", cell.shard());
                        writer.writeString("type", cell.type());
                        writer.writeString("key", cell.key());
                        writer.writeInt64("version", cell.version());
                        writer.writeInt64("mark", cell.mark());
                    },
                    reader -> new Unconfirmed.CellId(
                            reader.readInt32("shard"),
                            reader.readString("type"),
                            reader.readString("key"),
                            reader.readInt64("version"),
                            reader.readInt64("mark"))),
            new CompactForm<>(
                    "stockcluster.DoYouHold",
                    DoYouHold.class,
                    (writer, question) -> writer.writeCompact("cell", question.cell),
                    reader -> new DoYouHold(reader.readCompact("cell"))),
            new CompactForm<>("stockcluster.HasSent", HasSent.class, (writer, nothing) -> {}, reader -> new HasSent()),
            new CompactForm<>(
                    "stockcluster.Refused",
                    Refused.class,
                    (writer, refused) -> {
                        writer.writeString("why", refused.why().name());
                        writer.writeString("text", refused.text());
                    },
                    reader -> new Refused(Refused.Why.valueOf(reader.readString("why")), reader.readString("text"))),
            new CompactForm<>(
                    "stockcluster.Ping",
                    Ping.class,
                    (writer, ping) -> {
                        writer.writeInt64("high", ping.asker.getMostSignificantBits());
                        writer.writeInt64("low", ping.asker.getLeastSignificantBits());
                    },
                    reader -> new Ping(new UUID(reader.readInt64("high"), reader.readInt64("low")))),
            new CompactForm<>(
                    "stockcluster.LastConfirmed",
                    LastConfirmed.class,
                    (writer, question) -> {
                        writer.writeInt64("high", question.gone.getMostSignificantBits());
                        writer.writeInt64("low", question.gone.getLeastSignificantBits());
                    },
                    reader -> new LastConfirmed(new UUID(reader.readInt64("high"), reader.readInt64("low")))));

    /** One of each of the engine's own. */
    static List<Object> samples() {
        var done = new Post.Done(true);
        var sent = List.of(new Outbox.Sent(1, 0, "type", "key", done, "context"));
        var cellId = new Unconfirmed.CellId(0, "type", "key", 1, 1);
        return List.of(
                done,
                sent.getFirst(),
                new Cell(1, 1, done, new Outbox(1, sent), new Inbox(Map.of("sender", 1L))),
                new Ask("type", done, false, false, "context"),
                new Apply("type", 0, 0, 1, done, "context"),
                new Changes(done, done),
                new Post.Deliver("sender", sent.getFirst()),
                new Post.WhatIsPending(),
                new Post.Arrived(List.of(1L)),
                new Post.Pending(sent),
                new Post.Settling(done, sent),
                new Post.Received("sender", 1),
                new Post.HasSent(sent),
                new Unconfirmed(done, cellId, 1, List.of(new UUID(0, 0))),
                cellId,
                new DoYouHold(cellId),
                new HasSent(),
                new Refused(Refused.Why.QUORUM, "text"),
                new Ping(new UUID(0, 0)),
                new LastConfirmed(new UUID(0, 0)));
    }

    private static String context(CompactReader reader) {
        return reader.getFieldKind("context") == FieldKind.STRING ? reader.readString("context") : "";
    }

    private static void writeSent(CompactWriter writer, List<Outbox.Sent> sent) {
        writer.writeArrayOfCompact("sent", sent.toArray(Outbox.Sent[]::new));
    }

    private static List<Outbox.Sent> readSent(CompactReader reader) {
        return List.of(reader.readArrayOfCompact("sent", Outbox.Sent.class));
    }

    private static Outbox outbox(long last, List<Outbox.Sent> pending) {
        return last == 0 ? Outbox.EMPTY : new Outbox(last, pending);
    }

    private static void writeInbox(CompactWriter writer, Inbox inbox) {
        String[] senders = inbox.last().keySet().toArray(String[]::new);
        writer.writeArrayOfString("senders", senders);
        writer.writeArrayOfInt64(
                "received", Arrays.stream(senders).mapToLong(inbox.last()::get).toArray());
    }

    private static Inbox readInbox(CompactReader reader) {
        String[] senders = reader.readArrayOfString("senders");
        if (senders.length == 0) {
            return Inbox.EMPTY;
        }
        long[] received = reader.readArrayOfInt64("received");
        Map<String, Long> last = HashMap.newHashMap(senders.length);
        for (int i = 0; i < senders.length; i++) {
            last.put(senders[i], received[i]);
        }
        return new Inbox(Map.copyOf(last));
    }
}
