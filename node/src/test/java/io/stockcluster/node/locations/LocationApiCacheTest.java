package io.stockcluster.node.locations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocationApiCacheTest extends LocationApiScene {

    @Test
    void anAnswerIsAskedForOnceWhileItsMaxAgeLasts() {
        api.with("/locations/Depot", depot(), "Cache-Control", "public, max-age=60");

        locations.find("Depot");
        time.passes(Duration.ofSeconds(59));
        locations.find("Depot");
        assertThat(api.asked()).hasSize(1);

        time.passes(Duration.ofSeconds(1));
        assertThat(locations.find("Depot")).isPresent();
        assertThat(api.asked()).hasSize(2);
    }

    @Test
    void anAnswerIsYoungerByTheAgeThatAnotherCacheGaveIt() {
        api.with("/locations/Depot", depot(), "Cache-Control", "max-age=60", "Age", "50");

        locations.find("Depot");
        time.passes(Duration.ofSeconds(10));
        locations.find("Depot");

        assertThat(api.asked()).hasSize(2);
    }

    @Test
    void anAnswerIsAskedForEachTimeWhereItMayNotBeKept() {
        for (var control : List.of("no-cache", "no-store, max-age=60", "max-age=0", "NO-CACHE", "max-age=soon")) {
            api.with("/locations/" + control.length(), depot(), "Cache-Control", control);
            locations.find(Integer.toString(control.length()));
            locations.find(Integer.toString(control.length()));
        }
        api.with("/locations/Silent", depot());
        locations.find("Silent");
        locations.find("Silent");

        assertThat(api.asked()).hasSize(12);
    }

    @Test
    void anAnswerThatIsKeptIsGivenWhileTheApiIsDown() {
        api.with("/locations/Depot", depot(), "Cache-Control", "max-age=60");
        locations.find("Depot");
        api.failingNext(100, 500);

        assertThat(locations.find("Depot")).isPresent();
    }

    @Test
    void anAnswerIsDroppedWhereOthersWereUsedLater() {
        locations.close();
        locations = client(withCache(2));
        for (var id : List.of("A", "B", "C")) {
            api.with("/locations/" + id, depot(), "Cache-Control", "max-age=60");
        }

        locations.find("A");
        locations.find("B");
        locations.find("A");
        locations.find("C");
        locations.find("A");
        locations.find("B");

        assertThat(api.asked()).containsExactly("/locations/A", "/locations/B", "/locations/C", "/locations/B");
    }
}
