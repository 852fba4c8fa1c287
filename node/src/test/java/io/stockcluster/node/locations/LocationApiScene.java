package io.stockcluster.node.locations;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

/** A location API that answers as the test has it, over real HTTP, and its client. */
abstract class LocationApiScene {

    /** Far longer than a busy machine stands still: an attempt more would be one that nobody has asked for. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final List<CallObserver.Outcome> attempts = new CopyOnWriteArrayList<>();
    final FakeApi api = new FakeApi();
    final FakeTime time = new FakeTime();
    Locations locations = client(at(api.uri()));

    @AfterEach
    void close() {
        locations.close();
        api.close();
    }

    final Locations client(LocationApiSettings settings) {
        return new LocationApiClient(settings, () -> new Attempt(), time);
    }

    static LocationApiSettings at(URI baseUrl) {
        return settings(baseUrl, PATIENCE, 10_000);
    }

    final LocationApiSettings withCache(int entries) {
        return settings(api.uri(), PATIENCE, entries);
    }

    final LocationApiSettings withTimeout(Duration timeout) {
        return settings(api.uri(), timeout, 10);
    }

    private static LocationApiSettings settings(URI baseUrl, Duration timeout, int cacheEntries) {
        return new LocationApiSettings(
                baseUrl,
                3,
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                2,
                timeout,
                5,
                Duration.ofSeconds(60),
                cacheEntries);
    }

    static String depot() {
        return "{\"id\": \"Depot\", \"roles\": []}";
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
}
