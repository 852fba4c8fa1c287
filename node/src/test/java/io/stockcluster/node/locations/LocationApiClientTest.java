package io.stockcluster.node.locations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocationApiClientTest extends LocationApiScene {

    @Test
    void aQuestionIsAnsweredWithWhatTheApiKnows() {
        api.with("/locations/Depot", """
                        {"id": "Depot", "roles": ["TrackedInventoryLocation"], "opened": 1987}""").with("/locations/Shelf/path", """
                        [{"id": "Land", "roles": []},
                         {"id": "Depot", "roles": ["TrackedInventoryLocation"]},
                         {"id": "Hall"},
                         {"id": "Shelf", "roles": ["TrackedInventoryLocation"]}]""").with("/locations/Depot/children", """
                        {"id": "Depot", "roles": [], "children": [
                          {"id": "Hall", "roles": [], "children": [{"id": "Shelf", "roles": []}]},
                          {"id": "Yard", "roles": []}]}""");

        assertThat(locations.find("Depot")).hasValueSatisfying(depot -> {
            assertThat(depot.id()).isEqualTo("Depot");
            assertThat(depot.tracked()).isTrue();
        });
        assertThat(locations.path("Shelf")).extracting(Location::id).containsExactly("Land", "Depot", "Hall", "Shelf");
        assertThat(locations.nearestTrackedAncestor("Shelf")).map(Location::id).contains("Depot");
        var tree = locations.tree("Depot").orElseThrow();
        assertThat(tree.children()).extracting(child -> child.location().id()).containsExactly("Hall", "Yard");
        assertThat(tree.children().getFirst().children())
                .extracting(child -> child.location().id())
                .containsExactly("Shelf");
    }

    @Test
    void aQuestionAboutAnUnknownLocationFindsNothing() {
        assertThat(locations.find("Nowhere")).isEmpty();
        assertThat(locations.path("Nowhere")).isEmpty();
        assertThat(locations.tree("Nowhere")).isEmpty();
        assertThat(locations.nearestTrackedAncestor("Nowhere")).isEmpty();
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void aQuestionEncodesTheIdAsOneSegmentOfThePath() {
        for (var id : List.of("Bay 1+2", "50%", "Zürich?#", "..", ".", "a*~b")) {
            assertThat(locations.find(id)).isEmpty();
        }

        assertThat(api.asked())
                .containsExactly(
                        "/locations/Bay%201%2B2",
                        "/locations/50%25",
                        "/locations/Z%C3%BCrich%3F%23",
                        "/locations/%2E%2E",
                        "/locations/%2E",
                        "/locations/a%2A~b");
    }

    @Test
    void aQuestionTakesTheTraceAlongAndStartsAtTheBaseUrl() {
        locations.close();
        locations = client(at(URI.create(api.uri() + "/v1/")));
        api.with("/v1/locations/Depot", depot());

        assertThat(locations.find("Depot")).isPresent();
        assertThat(api.traces()).containsExactly("00-trace");
    }

    @Test
    void aQuestionIsToldAttemptByAttempt() {
        api.with("/locations/Depot", depot()).failingNext(2, 500);

        locations.find("Depot");
        locations.find("Nowhere");

        assertThat(attempts)
                .containsExactly(
                        CallObserver.Outcome.FAULTY,
                        CallObserver.Outcome.FAULTY,
                        CallObserver.Outcome.FOUND,
                        CallObserver.Outcome.UNKNOWN);
    }

    @Test
    void healthIsWhatTheApiSays() {
        api.with("/health", "{}");
        assertThat(locations.healthy()).isTrue();

        api.failingNext(1, 503);
        assertThat(locations.healthy()).isFalse();
    }

    @Test
    void settingsThatCannotBeSayWhatWouldBeRight() {
        assertThatThrownBy(() -> LocationApiSettings.at(URI.create("locations:8080")))
                .hasMessageContaining("use http:// or https://");
        assertThatThrownBy(() -> withCache(-1)).hasMessageContaining("use 0 or more");
    }
}
