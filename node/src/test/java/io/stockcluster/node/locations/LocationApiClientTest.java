package io.stockcluster.node.locations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LocationApiClientTest {

    private final List<CallObserver.Outcome> attempts = new CopyOnWriteArrayList<>();
    private final FakeApi api = new FakeApi();
    private final FakeTime time = new FakeTime();
    private Locations locations = client(LocationApiSettings.at(api.uri()));

    @AfterEach
    void close() {
        locations.close();
        api.close();
    }

    @Nested
    class AQuestion {

        @Test
        void isAnsweredWithWhatTheApiKnows() {
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
            assertThat(locations.path("Shelf"))
                    .extracting(Location::id)
                    .containsExactly("Land", "Depot", "Hall", "Shelf");
            assertThat(locations.nearestTrackedAncestor("Shelf"))
                    .map(Location::id)
                    .contains("Depot");
            var tree = locations.tree("Depot").orElseThrow();
            assertThat(tree.children())
                    .extracting(child -> child.location().id())
                    .containsExactly("Hall", "Yard");
            assertThat(tree.children().getFirst().children())
                    .extracting(child -> child.location().id())
                    .containsExactly("Shelf");
        }

        @Test
        void aboutAnUnknownLocationFindsNothing() {
            assertThat(locations.find("Nowhere")).isEmpty();
            assertThat(locations.path("Nowhere")).isEmpty();
            assertThat(locations.tree("Nowhere")).isEmpty();
            assertThat(locations.nearestTrackedAncestor("Nowhere")).isEmpty();
            assertThat(time.pauses()).isEmpty();
        }

        @Test
        void encodesTheIdAsOneSegmentOfThePath() {
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
        void takesTheTraceAlongAndStartsAtTheBaseUrl() {
            locations.close();
            locations = client(LocationApiSettings.at(URI.create(api.uri() + "/v1/")));
            api.with("/v1/locations/Depot", depot());

            assertThat(locations.find("Depot")).isPresent();
            assertThat(api.traces()).containsExactly("00-trace");
        }

        @Test
        void isToldAttemptByAttempt() {
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
    }

    @Nested
    class AnAnswer {

        @Test
        void isAskedForOnceWhileItsMaxAgeLasts() {
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
        void isYoungerByTheAgeThatAnotherCacheGaveIt() {
            api.with("/locations/Depot", depot(), "Cache-Control", "max-age=60", "Age", "50");

            locations.find("Depot");
            time.passes(Duration.ofSeconds(10));
            locations.find("Depot");

            assertThat(api.asked()).hasSize(2);
        }

        @Test
        void isAskedForEachTimeWhereItMayNotBeKept() {
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
        void thatIsKeptIsGivenWhileTheApiIsDown() {
            api.with("/locations/Depot", depot(), "Cache-Control", "max-age=60");
            locations.find("Depot");
            api.failingNext(100, 500);

            assertThat(locations.find("Depot")).isPresent();
        }

        @Test
        void isDroppedWhereOthersWereUsedLater() {
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

    @Nested
    class AFailure {

        @Test
        void isTriedAgainAfterAPauseThatGrows() {
            api.with("/locations/Depot", depot()).failingNext(2, 503);

            assertThat(locations.find("Depot")).isPresent();
            assertThat(time.pauses()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
        }

        @Test
        void isForGoodWhenTheAttemptsAreUsedUp() {
            api.with("/locations/Depot", depot()).failingNext(3, 503);

            assertThatThrownBy(() -> locations.find("Depot"))
                    .isInstanceOf(LocationsUnavailable.class)
                    .hasMessageContaining("in 3 attempts")
                    .hasMessageContaining("status 503");
            assertThat(api.asked()).hasSize(3);
        }

        @Test
        void isNeverFollowedByALongerPauseThanTheLongest() {
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
                            settings.backoff(1, 0.5),
                            settings.backoff(2, 0.5),
                            settings.backoff(3, 0.5),
                            settings.backoff(4, 0.5),
                            settings.backoff(4_000, 0.5)))
                    .containsExactly(
                            Duration.ofMillis(100),
                            Duration.ofMillis(200),
                            Duration.ofMillis(400),
                            Duration.ofMillis(500),
                            Duration.ofMillis(500));
        }

        @Test
        void isFollowedByPausesThatDifferALittleSoThatNotAllComeBackAtOnce() {
            var settings = LocationApiSettings.at(api.uri());

            assertThat(settings.backoff(2, 0)).isEqualTo(Duration.ofMillis(180));
            assertThat(settings.backoff(2, 1)).isEqualTo(Duration.ofMillis(220));
            assertThat(settings.backoff(9, 1)).isEqualTo(Duration.ofSeconds(2));
        }

        @Test
        void canBeABodyThatNeverEnds() {
            locations.close();
            locations = client(withTimeout(Duration.ofMillis(200)));
            api.with("/locations/Depot", depot()).stallingNext();

            assertThat(locations.find("Depot")).isPresent();
            assertThat(api.asked()).hasSize(2);
        }

        @Test
        void canBeAnAnswerThatIsNoLocation() {
            api.with("/locations/Depot", depot()).nextIs("<html>welcome</html>").nextIs("{\"name\": \"no id\"}");

            assertThat(locations.find("Depot")).isPresent();
            assertThat(api.asked()).hasSize(3);
        }

        @Test
        void canBeThatNobodyListens() throws IOException {
            locations.close();
            try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                locations = client(LocationApiSettings.at(URI.create("http://127.0.0.1:" + taken.getLocalPort())));
            }

            assertThatThrownBy(() -> locations.find("Depot")).isInstanceOf(LocationsUnavailable.class);
            assertThat(time.pauses()).hasSize(2);
            assertThat(locations.healthy()).isFalse();
        }

        @Test
        void isNotMadeBetterByAnotherAttemptWhereTheApiRefuses() {
            api.failingNext(1, 401);

            assertThatThrownBy(() -> locations.find("Depot"))
                    .isInstanceOf(LocationsUnavailable.class)
                    .hasMessageContaining("status 401");
            assertThat(api.asked()).hasSize(1);
        }
    }

    @Nested
    class TheBreaker {

        @Test
        void stopsAskingAfterFiveRequestsInARowFailedForGood() {
            down(5);
            api.with("/locations/Depot", depot());

            assertThatThrownBy(() -> locations.find("Depot"))
                    .isInstanceOf(LocationsUnavailable.class)
                    .hasMessageContaining("was not asked");
            assertThat(api.asked()).hasSize(15);
        }

        @Test
        void doesNotCountFailuresThatAnAnswerCameBetween() {
            down(4);
            assertThat(locations.find("Nowhere")).isEmpty();
            down(4);
            api.with("/locations/Depot", depot());

            assertThat(locations.find("Depot")).isPresent();
        }

        @Test
        void doesNotMindAnApiThatRefuses() {
            api.failingNext(7, 400);
            for (int i = 0; i < 7; i++) {
                assertThatThrownBy(() -> locations.find("Depot")).hasMessageContaining("status 400");
            }

            assertThat(locations.find("Depot")).isEmpty();
        }

        @Test
        void saysWhetherTheApiIsAsked() {
            assertThat(locations.circuit()).contains(Circuit.CLOSED);
            down(5);
            assertThat(locations.circuit()).contains(Circuit.OPEN);
            time.passes(Duration.ofSeconds(60));
            assertThat(locations.circuit()).contains(Circuit.HALF_OPEN);
            assertThat(locations.find("Nowhere")).isEmpty();
            assertThat(locations.circuit()).contains(Circuit.CLOSED);
        }

        @Test
        void letsOneRequestTestAfterTheQuietPeriodAndThenAll() {
            down(5);
            api.with("/locations/Depot", depot());

            time.passes(Duration.ofSeconds(59));
            assertThatThrownBy(() -> locations.find("Depot")).hasMessageContaining("was not asked");
            time.passes(Duration.ofSeconds(1));

            assertThat(locations.find("Depot")).isPresent();
            assertThat(locations.find("Depot")).isPresent();
        }

        @Test
        void staysQuietForAnotherPeriodWhereTheTestFails() {
            down(5);
            time.passes(Duration.ofSeconds(60));
            api.failingNext(3, 500);

            assertThatThrownBy(() -> locations.find("Depot")).hasMessageContaining("status 500");
            assertThatThrownBy(() -> locations.find("Depot")).hasMessageContaining("was not asked");
            time.passes(Duration.ofSeconds(60));
            assertThat(locations.find("Depot")).isEmpty();
        }

        @Test
        void letsNoSecondRequestThroughDuringTheTest() {
            var breaker = new CircuitBreaker(1, Duration.ofSeconds(60), time);
            breaker.leave(breaker.enter(), CircuitBreaker.Finding.DOWN);
            time.passes(Duration.ofSeconds(60));

            var test = breaker.enter();

            assertThat(test).isEqualTo(CircuitBreaker.Pass.AS_A_TEST);
            assertThat(breaker.enter()).isEqualTo(CircuitBreaker.Pass.REFUSED);
            breaker.leave(test, CircuitBreaker.Finding.NOTHING);
            assertThat(breaker.enter()).isEqualTo(CircuitBreaker.Pass.AS_A_TEST);
        }

        private void down(int requests) {
            api.failingNext(3 * requests, 500);
            for (int i = 0; i < requests; i++) {
                assertThatThrownBy(() -> locations.find("Depot")).hasMessageContaining("status 500");
            }
        }
    }

    @Nested
    class Health {

        @Test
        void isWhatTheApiSays() {
            api.with("/health", "{}");
            assertThat(locations.healthy()).isTrue();

            api.failingNext(1, 503);
            assertThat(locations.healthy()).isFalse();
        }
    }

    @Test
    void settingsThatCannotBeSayWhatWouldBeRight() {
        assertThatThrownBy(() -> LocationApiSettings.at(URI.create("locations:8080")))
                .hasMessageContaining("use http:// or https://");
        assertThatThrownBy(() -> withCache(-1)).hasMessageContaining("use 0 or more");
    }

    private Locations client(LocationApiSettings settings) {
        return new LocationApiClient(settings, () -> new Attempt(), time);
    }

    /** Carries a trace, and notes how it ended. */
    private final class Attempt implements CallObserver.Observation {
        @Override
        public Map<String, String> headers() {
            return Map.of("traceparent", "00-trace");
        }

        @Override
        public void end(CallObserver.Outcome outcome) {
            attempts.add(outcome);
        }
    }

    private LocationApiSettings withCache(int entries) {
        return settings(Duration.ofSeconds(2), entries);
    }

    private LocationApiSettings withTimeout(Duration timeout) {
        return settings(timeout, 10);
    }

    private LocationApiSettings settings(Duration timeout, int cacheEntries) {
        return new LocationApiSettings(
                api.uri(),
                3,
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                2,
                timeout,
                5,
                Duration.ofSeconds(60),
                cacheEntries);
    }

    private static String depot() {
        return "{\"id\": \"Depot\", \"roles\": []}";
    }
}
