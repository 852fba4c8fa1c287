package io.stockcluster.node.locations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockcluster.node.locations.CircuitBreaker.Finding;
import io.stockcluster.node.locations.CircuitBreaker.Pass;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Sends requests to a Location API.
 *
 * <ol>
 *   <li>The breaker lets the request through, or it fails at once.
 *   <li>It is tried until an attempt is answered. No connection, no answer in time, a 5xx and an answer that cannot be
 *       read are attempts that failed; after each comes a longer pause, after the last the request has failed for good.
 *   <li>The breaker hears of it. Any answer, be it 404 or one that makes no sense here, shows that the API is up.
 * </ol>
 */
final class ApiCaller {

    /** More than any hierarchy needs, and little enough to hold. */
    private static final long LARGEST_BODY = 32L * 1024 * 1024;

    /** As deep as the built-in directory's trees are: each location is an object in a list. */
    private static final int DEEPEST = 2 * Directory.DEEPEST + 2;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    private final LocationApiSettings settings;
    private final CallObserver observer;
    private final Time time;
    private final CircuitBreaker breaker;
    private final HttpClient http;

    ApiCaller(LocationApiSettings settings, CallObserver observer, Time time) {
        this.settings = settings;
        this.observer = observer;
        this.time = time;
        this.breaker = new CircuitBreaker(settings.breakerThreshold(), settings.breakerQuiet(), time);
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.attemptTimeout())
                .build();
    }

    /** The API's answer, and how long it may be used; {@code unknown} where it is a 404. */
    <T> Answer<T> get(String path, Function<JsonNode, T> read, T unknown) {
        var pass = breaker.enter();
        if (pass == Pass.REFUSED) {
            throw new LocationsUnavailable("The Location API was not asked for " + path + ": the last "
                    + settings.breakerThreshold() + " requests to it failed, and it is left alone for "
                    + settings.breakerQuiet().toSeconds() + " s");
        }
        var finding = Finding.NOTHING;
        try {
            var outcome = attempts(path, read, unknown);
            finding = outcome instanceof Failed<T> ? Finding.DOWN : Finding.UP;
            return switch (outcome) {
                case Answer<T> answer -> answer;
                case Strange<T> strange ->
                    throw new LocationsUnavailable("The Location API answered " + path + " with status "
                            + strange.status() + ": 200 or 404 is expected");
                case Failed<T> failed ->
                    throw new LocationsUnavailable(
                            "The Location API did not answer " + path + " in " + settings.attempts()
                                    + " attempts, at last since " + failed.why(),
                            failed.cause());
            };
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocationsUnavailable("Interrupted while the Location API was asked for " + path, interrupted);
        } finally {
            breaker.leave(pass, finding);
        }
    }

    /** Whether one attempt, whatever the breaker says, is answered with a 2xx. */
    boolean answers(String path) {
        try {
            return send(path).statusCode() / 100 == 2;
        } catch (IOException | TimeoutException unhealthy) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Circuit circuit() {
        return breaker.state();
    }

    void close() {
        http.shutdownNow();
    }

    private <T> Outcome<T> attempts(String path, Function<JsonNode, T> read, T unknown) throws InterruptedException {
        var outcome = attempt(path, read, unknown);
        for (int failed = 1; outcome instanceof Failed<T> && failed < settings.attempts(); failed++) {
            time.sleep(settings.backoff(failed, time.chance()));
            outcome = attempt(path, read, unknown);
        }
        return outcome;
    }

    private <T> Outcome<T> attempt(String path, Function<JsonNode, T> read, T unknown) throws InterruptedException {
        long since = time.nanos();
        try {
            var response = send(path);
            int status = response.statusCode();
            if (status >= 500) {
                return new Failed<>("it answered with status " + status, null);
            }
            return switch (status) {
                case 200 ->
                    new Answer<>(read.apply(JSON.readTree(response.body())), since, Freshness.of(response.headers()));
                case 404 -> new Answer<>(unknown, since, Freshness.of(response.headers()));
                default -> new Strange<>(status);
            };
        } catch (TimeoutException late) {
            return new Failed<>("there was no answer within " + settings.attemptTimeout(), late);
        } catch (IOException | IllegalArgumentException failed) {
            return new Failed<>(failed.toString(), failed);
        }
    }

    /** The request's own timeout ends with the headers: a body that never ends would be waited for without this. */
    private HttpResponse<byte[]> send(String path) throws IOException, InterruptedException, TimeoutException {
        var base = settings.baseUrl().toString();
        var request = HttpRequest.newBuilder(URI.create((base.endsWith("/") ? base : base + "/") + path))
                .header("Accept", "application/json");
        var observation = observer.begin();
        var outcome = CallObserver.Outcome.UNREACHABLE;
        observation.headers().forEach(request::setHeader);
        var response = http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_BODY));
        try {
            var answer = response.get(settings.attemptTimeout().toNanos(), TimeUnit.NANOSECONDS);
            outcome = outcome(answer.statusCode());
            return answer;
        } catch (TimeoutException late) {
            outcome = CallObserver.Outcome.LATE;
            throw late;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException io ? io : new IOException(failed.getCause());
        } finally {
            response.cancel(true);
            observation.end(outcome);
        }
    }

    private static CallObserver.Outcome outcome(int status) {
        if (status / 100 == 2) {
            return CallObserver.Outcome.FOUND;
        }
        return status == 404 ? CallObserver.Outcome.UNKNOWN : CallObserver.Outcome.FAULTY;
    }

    sealed interface Outcome<T> {}

    /**
     * @param since when it was asked for
     * @param fresh how long from then on it may be used
     */
    record Answer<T>(T value, long since, Duration fresh) implements Outcome<T> {}

    private record Strange<T>(int status) implements Outcome<T> {}

    private record Failed<T>(String why, Throwable cause) implements Outcome<T> {}
}
