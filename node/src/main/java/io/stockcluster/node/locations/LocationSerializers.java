package io.stockcluster.node.locations;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import io.stockcluster.actors.CompactForm;
import io.stockcluster.actors.RequestLog;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/** How the built-in directory's commands, events, replies and state travel between nodes. */
public final class LocationSerializers {

    /** Stands for a depth that was not given. */
    private static final int ALL = -1;

    private LocationSerializers() {}

    /** All of them, for the configuration of members and clients alike. */
    public static List<CompactSerializer<?>> all() {
        return List.of(
                new CompactForm<>(
                        "locations.location",
                        Location.class,
                        LocationSerializers::writeLocation,
                        LocationSerializers::readLocation),
                new CompactForm<>(
                        "locations.put",
                        LocationCommand.Put.class,
                        (out, put) -> write(out, put.changeId(), put.location()),
                        in -> new LocationCommand.Put(in.readString("changeId"), in.readCompact("location"))),
                new CompactForm<>(
                        "locations.delete",
                        LocationCommand.Delete.class,
                        (out, delete) -> write(out, delete.changeId(), delete.id()),
                        in -> new LocationCommand.Delete(in.readString("changeId"), in.readString("id"))),
                new CompactForm<>(
                        "locations.get",
                        LocationCommand.Get.class,
                        (out, get) -> out.writeString("id", get.id()),
                        in -> new LocationCommand.Get(in.readString("id"))),
                new CompactForm<>(
                        "locations.children",
                        LocationCommand.Children.class,
                        (out, children) -> {
                            out.writeString("id", children.id());
                            out.writeInt32("depth", children.depth().orElse(ALL));
                        },
                        in -> new LocationCommand.Children(in.readString("id"), depth(in.readInt32("depth")))),
                new CompactForm<>(
                        "locations.path",
                        LocationCommand.Path.class,
                        (out, path) -> out.writeString("id", path.id()),
                        in -> new LocationCommand.Path(in.readString("id"))),
                new CompactForm<>(
                        "locations.put-event",
                        LocationEvent.Put.class,
                        (out, put) -> write(out, put.changeId(), put.location()),
                        in -> new LocationEvent.Put(in.readString("changeId"), in.readCompact("location"))),
                new CompactForm<>(
                        "locations.deleted-event",
                        LocationEvent.Deleted.class,
                        (out, deleted) -> write(out, deleted.changeId(), deleted.id()),
                        in -> new LocationEvent.Deleted(in.readString("changeId"), in.readString("id"))),
                new CompactForm<>(
                        "locations.stored",
                        LocationReply.Stored.class,
                        (out, reply) -> {
                            out.writeCompact("location", reply.location());
                            out.writeBoolean("isNew", reply.isNew());
                        },
                        in -> new LocationReply.Stored(in.readCompact("location"), in.readBoolean("isNew"))),
                CompactForm.of("locations.deleted", LocationReply.Deleted.class, new LocationReply.Deleted()),
                CompactForm.of(
                        "locations.invalid-parent",
                        LocationReply.InvalidParent.class,
                        new LocationReply.InvalidParent()),
                CompactForm.of(
                        "locations.has-children", LocationReply.HasChildren.class, new LocationReply.HasChildren()),
                CompactForm.of("locations.unknown", LocationReply.Unknown.class, new LocationReply.Unknown()),
                new CompactForm<>(
                        "locations.found",
                        LocationReply.Found.class,
                        (out, reply) -> out.writeCompact("location", reply.location()),
                        in -> new LocationReply.Found(in.readCompact("location"))),
                new CompactForm<>(
                        "locations.tree-found",
                        LocationReply.TreeFound.class,
                        (out, reply) -> {
                            var flat = FlatTree.of(reply.tree());
                            out.writeArrayOfCompact(
                                    "locations", flat.locations().toArray(Location[]::new));
                            out.writeArrayOfInt32(
                                    "parents",
                                    flat.parents().stream()
                                            .mapToInt(Integer::intValue)
                                            .toArray());
                        },
                        in -> new LocationReply.TreeFound(new FlatTree(
                                        locations(in, "locations"),
                                        IntStream.of(in.readArrayOfInt32("parents"))
                                                .boxed()
                                                .toList())
                                .nested())),
                new CompactForm<>(
                        "locations.path-found",
                        LocationReply.PathFound.class,
                        (out, reply) ->
                                out.writeArrayOfCompact("path", reply.path().toArray(Location[]::new)),
                        in -> new LocationReply.PathFound(locations(in, "path"))),
                new CompactForm<>(
                        "locations.directory",
                        Directory.class,
                        (out, directory) -> {
                            out.writeArrayOfCompact(
                                    "locations", directory.locations().toArray(Location[]::new));
                            out.writeArrayOfString("changeIds", texts(directory, RequestLog.Entry::id));
                            out.writeArrayOfString("changed", texts(directory, RequestLog.Entry::value));
                        },
                        in -> Directory.of(
                                locations(in, "locations"),
                                changes(in.readArrayOfString("changeIds"), in.readArrayOfString("changed")))));
    }

    private static void writeLocation(CompactWriter out, Location location) {
        out.writeString("id", location.id());
        out.writeString("name", location.name().orElse(null));
        out.writeString("parent", location.parent().orElse(null));
        out.writeArrayOfString("roles", location.roles().toArray(String[]::new));
    }

    private static Location readLocation(CompactReader in) {
        return new Location(
                in.readString("id"),
                Optional.ofNullable(in.readString("name")),
                Optional.ofNullable(in.readString("parent")),
                List.of(in.readArrayOfString("roles")));
    }

    private static void write(CompactWriter out, String changeId, Location location) {
        out.writeString("changeId", changeId);
        out.writeCompact("location", location);
    }

    private static void write(CompactWriter out, String changeId, String id) {
        out.writeString("changeId", changeId);
        out.writeString("id", id);
    }

    private static String[] texts(Directory directory, Function<RequestLog.Entry<String>, String> text) {
        return directory.changes().map(text).toArray(String[]::new);
    }

    private static List<RequestLog.Entry<String>> changes(String[] ids, String[] changed) {
        return IntStream.range(0, ids.length)
                .mapToObj(i -> new RequestLog.Entry<>(ids[i], changed[i]))
                .toList();
    }

    private static List<Location> locations(CompactReader in, String field) {
        return List.of(in.readArrayOfCompact(field, Location.class));
    }

    private static OptionalInt depth(int depth) {
        return depth == ALL ? OptionalInt.empty() : OptionalInt.of(depth);
    }
}
