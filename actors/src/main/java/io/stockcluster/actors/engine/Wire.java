package io.stockcluster.actors.engine;

import com.hazelcast.config.CompactSerializationConfig;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.SerializationConfig;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import io.stockcluster.actors.CompactForm;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * How the engine's own objects travel, on hosts and askers alike: in Hazelcast's Compact form, whose fields have names,
 * so that versions can be mixed. A new field is read by {@code getFieldKind} first.
 */
final class Wire {

    private Wire() {}

    static void configure(SerializationConfig config, List<CompactSerializer<?>> application) {
        CompactSerializationConfig compact = config.getCompactSerializationConfig();
        OWN.forEach(compact::addSerializer);
        MailForm.ALL.forEach(compact::addSerializer);
        LookoutWire.FORMS.forEach(compact::addSerializer);
        SurveyForms.ALL.forEach(compact::addSerializer);
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
                        writer.writeString("id", ask.id);
                        writer.writeBoolean("again", ask.again);
                        writer.writeBoolean("settle", ask.settle);
                        writer.writeString("context", ask.context);
                    },
                    reader -> new Ask(
                            reader.readString("type"),
                            reader.readCompact("message"),
                            reader.readString("id"),
                            reader.readBoolean("again"),
                            reader.readBoolean("settle"),
                            reader.readString("context"))),
            new CompactForm<>(
                    "stockcluster.Apply",
                    Apply.class,
                    (writer, apply) -> {
                        writer.writeString("type", apply.type);
                        writer.writeInt64("follows", apply.follows);
                        writer.writeInt64("followsMark", apply.followsMark);
                        writer.writeInt64("mark", apply.mark);
                        writer.writeInt64("term", apply.term);
                        writer.writeCompact("changes", apply.changes);
                        writer.writeString("context", apply.context);
                    },
                    reader -> new Apply(
                            reader.readString("type"),
                            reader.readInt64("follows"),
                            reader.readInt64("followsMark"),
                            reader.readInt64("mark"),
                            reader.readInt64("term"),
                            reader.readCompact("changes"),
                            reader.readString("context"))),
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
                        writer.writeInt64("term", cell.term());
                        writer.writeInt64("version", cell.version());
                        writer.writeInt64("mark", cell.mark());
                        writer.writeCompact("state", cell.state());
                        MailForm.writeOutbox(writer, cell.outbox());
                        MailForm.writeInbox(writer, cell.inbox());
                    },
                    reader -> new Cell(
                            reader.readInt64("term"),
                            reader.readInt64("version"),
                            reader.readInt64("mark"),
                            reader.readCompact("state"),
                            MailForm.readOutbox(reader),
                            MailForm.readInbox(reader))),
            new CompactForm<>(
                    "stockcluster.Unconfirmed",
                    Unconfirmed.class,
                    (writer, unconfirmed) -> {
                        writer.writeCompact("answer", unconfirmed.answer());
                        writer.writeCompact("cell", unconfirmed.cell());
                        writer.writeInt32("needed", unconfirmed.needed());
                        writeUuids(writer, "hosts", unconfirmed.hosts());
                    },
                    reader -> new Unconfirmed(
                            reader.readCompact("answer"),
                            reader.readCompact("cell"),
                            reader.readInt32("needed"),
                            readUuids(reader, "hosts"))),
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
                    "stockcluster.Farewell",
                    Farewell.class,
                    (writer, farewell) -> writer.writeString("leaving", farewell.leaving.toString()),
                    reader -> new Farewell(UUID.fromString(reader.readString("leaving")))),
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
                        writeUuid(writer, ping.asker);
                        writeUuids(writer, "lost", ping.lost);
                        writer.writeInt64("term", ping.term);
                    },
                    reader -> new Ping(readUuid(reader), readUuids(reader, "lost"), reader.readInt64("term"))),
            ofHost("stockcluster.LastConfirmed", LastConfirmed.class, question -> question.gone, LastConfirmed::new),
            ofHost("stockcluster.IsRelieved", IsRelieved.class, question -> question.relieved, IsRelieved::new),
            ofHost("stockcluster.Keeps", Keeps.class, question -> question.keeper, Keeps::new),
            new CompactForm<>(
                    "stockcluster.Brought",
                    Brought.class,
                    (writer, brought) -> writer.writeArrayOfInt32(
                            "shards",
                            brought.shards.stream().mapToInt(Integer::intValue).toArray()),
                    reader -> new Brought(Arrays.stream(reader.readArrayOfInt32("shards"))
                            .boxed()
                            .toList())));

    /** Of a question that names a host, and no more. */
    private static <T> CompactForm<T> ofHost(
            String name, Class<T> type, Function<T, UUID> host, Function<UUID, T> question) {
        return new CompactForm<>(
                name,
                type,
                (writer, object) -> writeUuid(writer, host.apply(object)),
                reader -> question.apply(readUuid(reader)));
    }

    /** The only one of its object: its fields bear no name of their own. */
    private static void writeUuid(CompactWriter writer, UUID uuid) {
        writer.writeInt64("high", uuid.getMostSignificantBits());
        writer.writeInt64("low", uuid.getLeastSignificantBits());
    }

    private static UUID readUuid(CompactReader reader) {
        return new UUID(reader.readInt64("high"), reader.readInt64("low"));
    }

    private static void writeUuids(CompactWriter writer, String field, List<UUID> uuids) {
        writer.writeArrayOfString(field, uuids.stream().map(UUID::toString).toArray(String[]::new));
    }

    private static List<UUID> readUuids(CompactReader reader, String field) {
        return Arrays.stream(reader.readArrayOfString(field))
                .map(UUID::fromString)
                .toList();
    }

    /** One of each of the engine's own. */
    static List<Object> samples() {
        var done = new Post.Done(true);
        var stamp = new Stamp(1, 1);
        var sent = List.of(new Outbox.Sent(stamp, Stamp.NONE, "type", "key", done, "context"));
        var cellId = new Unconfirmed.CellId(0, "type", "key", 1, 1);
        return List.of(
                done,
                sent.getFirst(),
                new Inbox.Parked("sender", sent.getFirst()),
                new Cell(1, 1, 1, done, new Outbox(1, stamp, sent), Inbox.EMPTY.with("sender", stamp)),
                new Ask("type", done, "id", false, false, "context"),
                new Apply("type", 0, 0, 1, 1, done, "context"),
                new Changes(done, done),
                new Post.Deliver("sender", sent.getFirst(), false),
                new Post.WhatIsPending(),
                new Post.Arrived(List.of(stamp)),
                new Post.Unpark(),
                new Post.Pending(sent, 0),
                new Post.Settling(done, sent),
                new Post.Received("sender", stamp),
                new Post.Parked("sender", sent.getFirst()),
                new Post.Unparked("sender", stamp),
                new Post.HasSent(1, sent),
                new Unconfirmed(done, cellId, 1, List.of(new UUID(0, 0))),
                cellId,
                new DoYouHold(cellId),
                new HasSent(),
                new Farewell(new UUID(0, 0)),
                new Refused(Refused.Why.QUORUM, "text"),
                new Ping(new UUID(0, 0), List.of(), 1),
                new LastConfirmed(new UUID(0, 0)),
                new IsRelieved(new UUID(0, 0)),
                new Keeps(new UUID(0, 0)),
                new Brought(List.of()));
    }
}
