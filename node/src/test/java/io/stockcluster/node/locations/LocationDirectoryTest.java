package io.stockcluster.node.locations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.Decision;
import io.stockcluster.actors.MessageContext;
import io.stockcluster.node.Journey;
import io.stockcluster.node.locations.LocationCommand.Children;
import io.stockcluster.node.locations.LocationCommand.Delete;
import io.stockcluster.node.locations.LocationCommand.Get;
import io.stockcluster.node.locations.LocationCommand.Path;
import io.stockcluster.node.locations.LocationCommand.Put;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LocationDirectoryTest {

    private final LocationDirectory behavior = new LocationDirectory();
    private final ActorId id = new ActorId("locations", "only");
    private Directory directory = behavior.initial(id);
    private int changes;

    @Test
    void aLocationIsFoundAsItWasPut() {
        var depot = location("Depot", null, Location.TRACKED, "Depot");

        assertThat(put(depot)).isEqualTo(new LocationReply.Stored(depot, true));

        assertThat(ask(new Get("Depot"))).isEqualTo(new LocationReply.Found(depot));
        assertThat(ask(new Get("depot"))).isEqualTo(new LocationReply.Unknown());
    }

    @Test
    void aLocationPutAgainIsReplacedAndKeepsItsChildren() {
        put(location("Depot", null));
        put(location("Shelf", "Depot"));

        put(location("Depot", null, Location.TRACKED));

        assertThat(tree("Depot")).isEqualTo("Depot[Shelf]");
        assertThat(found("Depot").tracked()).isTrue();
    }

    @Test
    void aLocationPutBelowAnotherMovesThereWithAllThatIsPartOfIt() {
        put(location("A", null));
        put(location("B", null));
        put(location("C", "A"));
        put(location("D", "C"));

        put(location("C", "B"));

        assertThat(tree("A")).isEqualTo("A");
        assertThat(tree("B")).isEqualTo("B[C[D]]");
        assertThat(path("D")).containsExactly("B", "C", "D");
    }

    @Test
    void aLocationIsOnlyNewWhereNobodyCanHaveKnownOneOfItsIdLately() {
        Location depot = location("Depot", null);

        assertThat(put(depot)).isEqualTo(new LocationReply.Stored(depot, true));
        assertThat(put(depot)).isEqualTo(new LocationReply.Stored(depot, false));
        delete("Depot");
        assertThat(put(depot)).isEqualTo(new LocationReply.Stored(depot, false));
    }

    @Test
    void anUnknownParentIsInvalid() {
        assertThat(put(location("Shelf", "Nowhere"))).isEqualTo(new LocationReply.InvalidParent());
        assertThat(ask(new Get("Shelf"))).isEqualTo(new LocationReply.Unknown());
    }

    @Test
    void aParentThatWouldCloseACircleIsInvalid() {
        put(location("A", null));
        put(location("B", "A"));
        put(location("C", "B"));

        assertThat(put(location("A", "A"))).isEqualTo(new LocationReply.InvalidParent());
        assertThat(put(location("A", "C"))).isEqualTo(new LocationReply.InvalidParent());
        assertThat(tree("A")).isEqualTo("A[B[C]]");
    }

    @Test
    void aLocationWithChildrenCannotBeDeletedUntilTheyAreGone() {
        put(location("A", null));
        put(location("B", "A"));

        assertThat(delete("A")).isEqualTo(new LocationReply.HasChildren());
        assertThat(delete("B")).isEqualTo(new LocationReply.Deleted());
        assertThat(delete("A")).isEqualTo(new LocationReply.Deleted());
        assertThat(delete("A")).isEqualTo(new LocationReply.Unknown());
    }

    @Test
    void childrenAreToldAsManyLevelsAsAskedForSortedById() {
        put(location("A", null));
        put(location("C", "A"));
        put(location("B", "A"));
        put(location("D", "B"));

        assertThat(tree("A")).isEqualTo("A[B[D], C]");
        assertThat(tree("A", 0)).isEqualTo("A");
        assertThat(tree("A", 1)).isEqualTo("A[B, C]");
        assertThat(tree("A", 2)).isEqualTo("A[B[D], C]");
        assertThat(ask(new Children("X", OptionalInt.empty()))).isEqualTo(new LocationReply.Unknown());
        assertThat(ask(new Path("X"))).isEqualTo(new LocationReply.Unknown());
        assertThatThrownBy(() -> new Children("A", OptionalInt.of(-1))).hasMessageContaining("use 0 or more");
    }

    @Test
    void aChangeAskedAgainIsNotMadeAgain() {
        var first = new Put("change-1", location("A", null, "old"));
        ask(first);
        put(location("A", null, "new"));

        var again = decide(first);

        assertThat(again.events()).isEmpty();
        assertThat(again.standsOnEarlier()).isTrue();
        assertThat(found("A").roles()).containsExactly("new");

        ask(new Delete("change-2", "A"));
        assertThat(ask(new Delete("change-2", "A"))).isEqualTo(new LocationReply.Deleted());
    }

    @Test
    void everythingTravels() {
        put(location("A", null, Location.TRACKED, "Depot"));
        put(location("B", "A"));
        put(location("C", "B"));
        put(location("D", "A"));
        delete("D");
        var a = found("A");
        var b = found("B");
        var travellers = new ArrayList<Object>(List.of(
                new Put("1", a),
                new Delete("2", "A"),
                new Get("A"),
                new Path("A"),
                new Children("A", OptionalInt.empty()),
                new Children("A", OptionalInt.of(3)),
                new LocationEvent.Put("1", b),
                new LocationEvent.Deleted("2", "A"),
                new LocationReply.Stored(a, true),
                new LocationReply.Deleted(),
                new LocationReply.InvalidParent(),
                new LocationReply.HasChildren(),
                new LocationReply.Unknown(),
                ask(new Get("A")),
                ask(new Path("C")),
                ask(new Children("A", OptionalInt.empty())),
                Directory.EMPTY,
                directory));

        try (var journey = new Journey(LocationSerializers.all())) {
            for (var traveller : travellers) {
                assertThat(journey.of(traveller)).isEqualTo(traveller);
            }
            var arrived = journey.of(directory);
            assertThat(arrived.tree("A", OptionalInt.empty()).nested())
                    .isEqualTo(directory.tree("A", OptionalInt.empty()).nested());
        }
    }

    @Test
    void aVeryDeepHierarchyIsNoTrouble() {
        put(location("0", null));
        for (int i = 1; i < 5_000; i++) {
            directory = directory.with(location(Integer.toString(i), Integer.toString(i - 1)));
        }

        var tree = directory.tree("0", OptionalInt.empty());

        assertThat(tree.locations()).hasSize(5_000);
        assertThat(FlatTree.of(tree.nested()).locations()).isEqualTo(tree.locations());
        assertThat(path("4999")).hasSize(5_000);
    }

    @Test
    void aTreeGrowsNoDeeperThanCanBeToldAndNeitherDoesOneThatIsMovedBelowAnother() {
        put(location("0", null));
        for (int i = 1; i < Directory.DEEPEST; i++) {
            assertThat(put(location(Integer.toString(i), Integer.toString(i - 1))))
                    .isInstanceOf(LocationReply.Stored.class);
        }
        put(location("root", null));
        put(location("leaf", "root"));

        assertThat(put(location("below", "" + (Directory.DEEPEST - 1)))).isEqualTo(new LocationReply.InvalidParent());
        assertThat(put(location("root", "" + (Directory.DEEPEST - 2)))).isEqualTo(new LocationReply.InvalidParent());
        assertThat(put(location("root", "" + (Directory.DEEPEST - 3)))).isInstanceOf(LocationReply.Stored.class);
    }

    private LocationReply put(Location location) {
        return ask(new Put("put-" + changes++, location));
    }

    private LocationReply delete(String location) {
        return ask(new Delete("delete-" + changes++, location));
    }

    private LocationReply ask(LocationCommand command) {
        return decide(command).reply();
    }

    private Decision<LocationEvent, LocationReply> decide(LocationCommand command) {
        var decision = behavior.decide(directory, command, new MessageContext(id, Instant.EPOCH));
        for (var event : decision.events()) {
            directory = behavior.evolve(directory, event);
        }
        return decision;
    }

    private Location found(String location) {
        return ((LocationReply.Found) ask(new Get(location))).location();
    }

    private List<String> path(String location) {
        return ((LocationReply.PathFound) ask(new Path(location)))
                .path().stream().map(Location::id).toList();
    }

    private String tree(String root) {
        return drawn(((LocationReply.TreeFound) ask(new Children(root, OptionalInt.empty()))).tree());
    }

    private String tree(String root, int depth) {
        return drawn(((LocationReply.TreeFound) ask(new Children(root, OptionalInt.of(depth)))).tree());
    }

    private static String drawn(LocationTree tree) {
        var children =
                tree.children().stream().map(LocationDirectoryTest::drawn).toList();
        return tree.location().id() + (children.isEmpty() ? "" : children);
    }

    private static Location location(String id, String parent, String... roles) {
        return new Location(id, Optional.of("The " + id), Optional.ofNullable(parent), List.of(roles));
    }
}
