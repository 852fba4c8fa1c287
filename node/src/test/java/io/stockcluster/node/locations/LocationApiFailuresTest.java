package io.stockcluster.node.locations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockcluster.node.Api;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocationApiFailuresTest extends LocationApiScene {

    @Test
    void aFailureIsTriedAgainAfterAPauseThatGrows() {
        api.with("/locations/Depot", depot()).failingNext(2, 503);

        assertThat(locations.find("Depot")).isPresent();
        assertThat(time.pauses()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void aFailureIsForGoodWhenTheAttemptsAreUsedUp() {
        api.with("/locations/Depot", depot()).failingNext(3, 503);

        assertThatThrownBy(() -> locations.find("Depot"))
                .isInstanceOf(LocationsUnavailable.class)
                .hasMessageContaining("in 3 attempts")
                .hasMessageContaining("status 503");
        assertThat(api.asked()).hasSize(3);
    }

    @Test
    void aFailureIsNeverFollowedByALongerPauseThanTheLongest() {
        var settings = new LocationApiSettings(
                api.uri(),
                6,
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                2,
                Duration.ofSeconds(2),
                5,
                Duration.ofSeconds(60),
                10);

        assertThat(List.of(
                        settings.backoff(1, 0),
                        settings.backoff(2, 0),
                        settings.backoff(3, 0),
                        settings.backoff(4, 0),
                        settings.backoff(4_000, 0)))
                .containsExactly(
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofMillis(500),
                        Duration.ofMillis(500));
    }

    @Test
    void aFailureIsFollowedByPausesThatDifferALittleSoThatNotAllComeBackAtOnce() {
        var settings = LocationApiSettings.at(api.uri());

        assertThat(settings.backoff(2, 0)).isEqualTo(Duration.ofMillis(200));
        assertThat(settings.backoff(2, 1)).isEqualTo(Duration.ofMillis(240));
        assertThat(settings.backoff(9, 1)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aFailureCanBeABodyThatNeverEnds() {
        locations.close();
        // The first attempt takes this long, and the second must not, on a busy machine either.
        locations = client(withTimeout(Duration.ofSeconds(5)));
        api.with("/locations/Depot", depot()).stallingNext();

        assertThat(locations.find("Depot")).isPresent();
        assertThat(api.asked()).hasSize(2);
    }

    @Test
    void aFailureCanBeAnAnswerThatIsNoLocation() {
        api.with("/locations/Depot", depot()).nextIs("<html>welcome</html>").nextIs("{\"name\": \"no id\"}");

        assertThat(locations.find("Depot")).isPresent();
        assertThat(api.asked()).hasSize(3);
    }

    @Test
    void aFailureCanBeAConnectionThatEndsAndEachOneIsOneAttempt() {
        api.with("/locations/Depot", depot()).hangingUpNext(2);

        assertThat(locations.find("Depot")).isPresent();
        assertThat(api.asked()).hasSize(3);

        api.hangingUpNext(4);
        assertThatThrownBy(() -> locations.find("Shop")).isInstanceOf(LocationsUnavailable.class);
        assertThat(api.asked()).as("on a connection that was used before").hasSize(6);
    }

    @Test
    void aFailureCanBeThatNobodyListens() {
        locations.close();
        locations = client(at(URI.create("http://127.0.0.1:" + Api.freePort())));

        assertThatThrownBy(() -> locations.find("Depot")).isInstanceOf(LocationsUnavailable.class);
        assertThat(time.pauses()).hasSize(2);
        assertThat(locations.healthy()).isFalse();
    }

    @Test
    void aFailureIsNotMadeBetterByAnotherAttemptWhereTheApiRefuses() {
        api.failingNext(1, 401);

        assertThatThrownBy(() -> locations.find("Depot"))
                .isInstanceOf(LocationsUnavailable.class)
                .hasMessageContaining("status 401");
        assertThat(api.asked()).hasSize(1);
    }
}
