package io.stockcluster.actors.engine;

import com.hazelcast.nio.serialization.FieldKind;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import io.stockcluster.actors.ClusterView;
import io.stockcluster.actors.CompactForm;
import io.stockcluster.actors.Load;
import io.stockcluster.actors.MigrationLog.Plan;
import io.stockcluster.actors.Move;
import io.stockcluster.actors.ShardTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How what nodes ask each other beside messages travels. See {@link Wire}. */
final class LookoutWire {

    static final List<CompactSerializer<?>> FORMS = List.of(
            new CompactForm<>(
                    "stockcluster.WhereIs",
                    WhereIs.class,
                    (writer, question) -> {
                        writer.writeString("type", question.type);
                        writer.writeString("key", question.key);
                    },
                    reader -> new WhereIs(reader.readString("type"), reader.readString("key"))),
            new CompactForm<>(
                    "stockcluster.Found",
                    WhereIs.Found.class,
                    (writer, found) -> {
                        writer.writeInt32("shard", found.shard());
                        writer.writeArrayOfString("copies", found.copies().toArray(String[]::new));
                        writer.writeInt64("version", found.version());
                        writer.writeBoolean("loaded", found.loaded());
                        writer.writeInt64("bytes", found.bytes());
                    },
                    reader -> new WhereIs.Found(
                            reader.readInt32("shard"),
                            List.of(reader.readArrayOfString("copies")),
                            reader.readInt64("version"),
                            reader.readBoolean("loaded"),
                            reader.readInt64("bytes"))),
            new CompactForm<>(
                    "stockcluster.WhatMoved",
                    WhatMoved.class,
                    (writer, question) -> {
                        writer.writeString("leader", question.leader);
                        writer.writeInt64("known", question.known);
                    },
                    reader -> new WhatMoved(reader.readString("leader"), reader.readInt64("known"))),
            new CompactForm<>(
                    "stockcluster.Moved",
                    MoveLog.News.class,
                    (writer, news) -> {
                        writer.writeString("leader", news.leader());
                        writer.writeInt64("changes", news.changes());
                        writer.writeInt32("planned", news.plan().planned());
                        writer.writeInt32("completed", news.plan().completed());
                        writer.writeInt32("failed", news.plan().failed());
                        writeInstant(writer, "startedAt", news.plan().startedAt());
                        writeDuration(writer, "timeLeft", news.plan().timeLeft());
                        writer.writeArrayOfCompact("moves", news.moves().toArray(MoveLog.Numbered[]::new));
                        writeIdle(writer, news.idle());
                        writer.writeInt32("expected", news.expected());
                    },
                    reader -> new MoveLog.News(
                            reader.readString("leader"),
                            reader.readInt64("changes"),
                            new Plan(
                                    reader.readInt32("planned"),
                                    reader.readInt32("completed"),
                                    reader.readInt32("failed"),
                                    readInstant(reader, "startedAt"),
                                    readDuration(reader, "timeLeft")),
                            List.of(reader.readArrayOfCompact("moves", MoveLog.Numbered.class)),
                            readIdle(reader),
                            reader.getFieldKind("expected") == FieldKind.INT32 ? reader.readInt32("expected") : 0)),
            new CompactForm<>(
                    "stockcluster.Move", MoveLog.Numbered.class, LookoutWire::writeMove, LookoutWire::readMove),
            new CompactForm<>(
                    "stockcluster.WhoHolds", WhoHolds.class, (writer, nothing) -> {}, reader -> new WhoHolds()),
            new CompactForm<>(
                    "stockcluster.ShardTable", ShardTable.class, LookoutWire::writeTable, LookoutWire::readTable),
            new CompactForm<>(
                    "stockcluster.Carrying",
                    Carrying.class,
                    (writer, carrying) -> {
                        writer.writeString("move", carrying.move.toString());
                        writer.writeInt64("actors", carrying.load.actors());
                        writer.writeInt64("bytes", carrying.load.bytes());
                    },
                    reader -> new Carrying(
                            UUID.fromString(reader.readString("move")),
                            new Load(reader.readInt64("actors"), reader.readInt64("bytes")))));

    private LookoutWire() {}

    /** One of each. */
    static List<Object> samples() {
        var move = new MoveLog.Numbered(
                new UUID(0, 0),
                1,
                new Move(
                        0,
                        0,
                        Optional.empty(),
                        "node",
                        Move.Status.PENDING,
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        return List.of(
                new WhereIs("type", "key"),
                WhereIs.Found.NOT_HERE,
                new WhatMoved("", 0),
                move,
                new MoveLog.News("", 0, Plan.NONE, List.of(move), Map.of(), 0),
                new WhoHolds(),
                new ShardTable(1, List.of(new ShardTable.Shard(0, List.of("node")))),
                new Carrying(new UUID(0, 0), Load.NOTHING));
    }

    private static void writeIdle(CompactWriter writer, Map<String, ClusterView.State> hosts) {
        List<Map.Entry<String, ClusterView.State>> idle = List.copyOf(hosts.entrySet());
        writer.writeArrayOfString("idle", idle.stream().map(Map.Entry::getKey).toArray(String[]::new));
        writer.writeArrayOfString(
                "states", idle.stream().map(host -> host.getValue().name()).toArray(String[]::new));
    }

    private static Map<String, ClusterView.State> readIdle(CompactReader reader) {
        String[] idle = reader.readArrayOfString("idle");
        String[] states = reader.readArrayOfString("states");
        return IntStream.range(0, idle.length)
                .boxed()
                .collect(Collectors.toUnmodifiableMap(i -> idle[i], i -> ClusterView.State.valueOf(states[i])));
    }

    private static void writeMove(CompactWriter writer, MoveLog.Numbered entry) {
        Move move = entry.move();
        writer.writeString("id", entry.id().toString());
        writer.writeInt64("changed", entry.changed());
        writer.writeInt32("shard", move.shard());
        writer.writeInt32("copy", move.copy());
        writer.writeString("from", move.from().orElse(null));
        writer.writeString("to", move.to());
        writer.writeString("status", move.status().name());
        writer.writeInt32("attempt", move.attempt());
        writeInstant(writer, "startedAt", move.startedAt());
        writer.writeNullableInt64("actors", move.load().map(Load::actors).orElse(null));
        writer.writeNullableInt64("bytes", move.load().map(Load::bytes).orElse(null));
        writeDuration(writer, "took", move.took());
        writer.writeString("error", move.error().orElse(null));
    }

    private static MoveLog.Numbered readMove(CompactReader reader) {
        Long actors = reader.readNullableInt64("actors");
        Long bytes = reader.readNullableInt64("bytes");
        return new MoveLog.Numbered(
                UUID.fromString(reader.readString("id")),
                reader.readInt64("changed"),
                new Move(
                        reader.readInt32("shard"),
                        reader.readInt32("copy"),
                        Optional.ofNullable(reader.readString("from")),
                        reader.readString("to"),
                        Move.Status.valueOf(reader.readString("status")),
                        reader.readInt32("attempt"),
                        readInstant(reader, "startedAt"),
                        actors == null || bytes == null ? Optional.empty() : Optional.of(new Load(actors, bytes)),
                        readDuration(reader, "took"),
                        Optional.ofNullable(reader.readString("error"))));
    }

    /** Names are long and few: each is told once. */
    private static void writeTable(CompactWriter writer, ShardTable table) {
        List<String> nodes = table.shards().stream()
                .flatMap(shard -> shard.copies().stream())
                .distinct()
                .toList();
        writer.writeInt64("version", table.version());
        writer.writeArrayOfString("nodes", nodes.toArray(String[]::new));
        writer.writeArrayOfInt32(
                "counts",
                table.shards().stream().mapToInt(shard -> shard.copies().size()).toArray());
        writer.writeArrayOfInt32(
                "copies",
                table.shards().stream()
                        .flatMap(shard -> shard.copies().stream())
                        .mapToInt(nodes::indexOf)
                        .toArray());
    }

    private static ShardTable readTable(CompactReader reader) {
        String[] nodes = reader.readArrayOfString("nodes");
        int[] copies = reader.readArrayOfInt32("copies");
        List<ShardTable.Shard> shards = new ArrayList<>();
        int next = 0;
        for (int count : reader.readArrayOfInt32("counts")) {
            shards.add(new ShardTable.Shard(
                    shards.size(),
                    IntStream.range(next, next + count)
                            .mapToObj(i -> nodes[copies[i]])
                            .toList()));
            next += count;
        }
        return new ShardTable(reader.readInt64("version"), shards);
    }

    private static void writeInstant(CompactWriter writer, String field, Optional<Instant> instant) {
        writer.writeNullableInt64(field, instant.map(Instant::toEpochMilli).orElse(null));
    }

    private static Optional<Instant> readInstant(CompactReader reader, String field) {
        return Optional.ofNullable(reader.readNullableInt64(field)).map(Instant::ofEpochMilli);
    }

    private static void writeDuration(CompactWriter writer, String field, Optional<Duration> duration) {
        writer.writeNullableInt64(field, duration.map(Duration::toMillis).orElse(null));
    }

    private static Optional<Duration> readDuration(CompactReader reader, String field) {
        return Optional.ofNullable(reader.readNullableInt64(field)).map(Duration::ofMillis);
    }
}
