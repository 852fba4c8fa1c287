package io.stockcluster.node.http;

import io.stockcluster.actors.ActorRef;
import io.stockcluster.node.access.Permission;
import io.stockcluster.node.locations.DirectoryChanges;
import io.stockcluster.node.locations.Location;
import io.stockcluster.node.locations.LocationCommand;
import io.stockcluster.node.locations.LocationReply;
import io.stockcluster.node.locations.LocationTree;
import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Call;
import io.stockcluster.node.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The built-in location directory, with the paths of a Location API and two to change it. */
final class DirectoryRoutes {

    private static final int MOST_ROLES = 100;

    private final Guard guard;
    private final ActorRef<LocationCommand, LocationReply> directory;
    private final DirectoryChanges changes;

    DirectoryRoutes(Guard guard, ActorRef<LocationCommand, LocationReply> directory) {
        this.guard = guard;
        this.directory = directory;
        this.changes = DirectoryChanges.of(directory);
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/locations/{location}", this::get),
                Route.of("GET", "/locations/{location}/children", this::children),
                Route.of("GET", "/locations/{location}/path", this::path),
                Route.of("PUT", "/locations/{location}", this::put),
                Route.of("DELETE", "/locations/{location}", this::delete));
    }

    private Answer get(Call call) {
        return read(new LocationCommand.Get(mayRead(call)));
    }

    private Answer path(Call call) {
        return read(new LocationCommand.Path(mayRead(call)));
    }

    private Answer children(Call call) {
        guard.permitAt(call, "location", Permission.LEVEL_READ);
        Optional<OptionalInt> depth = depth(call.query("depth"));
        new Fields(Map.of()).alongside("depth", depth.isPresent()).check();
        return read(new LocationCommand.Children(id(call), depth.orElseThrow()));
    }

    private Answer read(LocationCommand question) {
        return answer(Reads.sure(() -> directory.ask(question)));
    }

    private Answer put(Call call) {
        guard.permitAt(call, "location", Permission.JOB_WRITE);
        Map<String, Object> body = call.body();
        Written written = Written.of(body, parent -> true);
        if (written.fields().faulty() || Places.given(call).isEmpty()) {
            // The change, which would tell of a wrong parent, will not be tried.
            written = Written.of(body, parent -> mayBeAbove(Places.given(call), parent));
        }
        written.fields().check();
        return answer(changes.put(new Location(
                id(call),
                written.name().get(),
                written.parent().get(),
                written.roles().get())));
    }

    /** A location as a body has it. */
    private record Written(
            Fields fields,
            Supplier<Optional<String>> name,
            Supplier<Optional<String>> parent,
            Supplier<List<String>> roles) {

        static Written of(Map<String, Object> body, Predicate<String> mayBeParent) {
            Fields fields = new Fields(body);
            return new Written(
                    fields,
                    fields.maybe("name", Fields::asId),
                    fields.maybe("parent", value -> Fields.asId(value).filter(mayBeParent)),
                    fields.read("roles", DirectoryRoutes::roles));
        }
    }

    private boolean mayBeAbove(Optional<String> id, String parent) {
        return Reads.sure(() -> directory.ask(new LocationCommand.Path(parent)))
                        instanceof LocationReply.PathFound found
                && found.path().stream().noneMatch(above -> id.equals(Optional.of(above.id())));
    }

    private Answer delete(Call call) {
        guard.permitAt(call, "location", Permission.JOB_WRITE);
        return answer(changes.delete(id(call)));
    }

    private String mayRead(Call call) {
        guard.permitAt(call, "location", Permission.LEVEL_READ);
        return id(call);
    }

    private static String id(Call call) {
        return Places.given(call).orElseThrow(Places::unknown);
    }

    private static Answer answer(LocationReply reply) {
        return switch (reply) {
            case LocationReply.Stored stored -> Answer.json(200, json(stored.location()));
            case LocationReply.Found found -> Answer.json(200, json(found.location()));
            case LocationReply.TreeFound found -> Answer.json(200, json(found.tree()));
            case LocationReply.PathFound found ->
                Answer.json(
                        200, found.path().stream().map(DirectoryRoutes::json).toList());
            case LocationReply.Deleted() -> Answer.empty(204);
            case LocationReply.InvalidParent() -> Answer.named(400, "invalidValues", List.of("parent"));
            case LocationReply.HasChildren() -> Answer.status(409, "LocationHasChildren");
            case LocationReply.Unknown() -> throw Places.unknown();
        };
    }

    private static Map<String, Object> json(Location location) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", location.id());
        location.name().ifPresent(name -> json.put("name", name));
        location.parent().ifPresent(parent -> json.put("parent", parent));
        json.put("roles", location.roles());
        return json;
    }

    private static Map<String, Object> json(LocationTree tree) {
        Map<String, Object> json = json(tree.location());
        json.put("children", tree.children().stream().map(DirectoryRoutes::json).toList());
        return json;
    }

    private static Optional<List<String>> roles(Object value) {
        return value instanceof List<?> list
                        && list.size() <= MOST_ROLES
                        && list.stream().allMatch(role -> Fields.asId(role).isPresent())
                ? Optional.of(list.stream().map(String.class::cast).distinct().toList())
                : Optional.empty();
    }

    private static Optional<OptionalInt> depth(List<String> values) {
        if (values.isEmpty()) {
            return Optional.of(OptionalInt.empty());
        }
        String text = values.size() == 1 ? values.getFirst() : "";
        return text.matches("\\d{1,9}") ? Optional.of(OptionalInt.of(Integer.parseInt(text))) : Optional.empty();
    }
}
