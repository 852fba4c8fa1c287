package io.stockcluster.node.web;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * A port that answers. Each request has a virtual thread; one beyond the bound is refused at once, unless it is urgent.
 */
public final class Listener implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Listener.class.getName());

    private static final Duration SLOW = Duration.ofSeconds(1);
    /** For a whole body to come. */
    private static final Duration BODY_PATIENCE = Duration.ofSeconds(30);

    private static final int LONGEST_HEADERS = 32 * 1024;

    /** Ten path segments of 200 characters, each of four bytes, percent-encoded. */
    private static final int LONGEST_PATH = 24 * 1024;

    private final Routes routes;
    private final RequestObserver observer;
    private final Function<Throwable, Answer> failures;
    private final int mostInFlight;
    private final Semaphore inFlight;
    private final Bodies bodies = Bodies.withinHeap(BODY_PATIENCE);
    private final WebServer server;

    /** Whether each answer is the last on its connection, since the port will close. */
    private volatile boolean retiring;

    /**
     * Opens the port.
     *
     * @param address where; empty: on every address of the machine
     * @param observer who is told of each request
     * @param failures the answer for what a route throws, {@link Refusal} excepted: an exception, or that memory is used up
     * @param mostInFlight requests at a time; more are refused
     * @param grace how long those in flight may take when the port is closed
     * @throws IllegalStateException the port cannot be had
     */
    public Listener(
            Optional<InetAddress> address,
            int port,
            Routes routes,
            RequestObserver observer,
            Function<Throwable, Answer> failures,
            int mostInFlight,
            Duration grace) {
        this.routes = routes;
        this.observer = observer;
        this.failures = failures;
        this.mostInFlight = mostInFlight;
        this.inFlight = new Semaphore(mostInFlight);
        var builder = WebServer.builder();
        address.ifPresent(builder::address);
        this.server = builder.port(port)
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .shutdownGracePeriod(grace)
                .addProtocol(Http1Config.builder()
                        // Paths and queries are looked at here, in their turn.
                        .validatePath(false)
                        .validatePrologue(false)
                        .maxPrologueLength(LONGEST_PATH)
                        .maxHeadersSize(LONGEST_HEADERS)
                        // No level of ours lets it say anything, and it is asked thrice a request.
                        .log(packets -> packets.receiveLog(false).sendLog(false))
                        .build())
                .directHandlers(directAnswers())
                .routing(routing -> routing.any(this::handle))
                .build();
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new IllegalStateException("Port " + port + " cannot be opened: " + e.getMessage(), e);
        }
        if (!server.isRunning()) {
            throw new IllegalStateException("Port " + port + " cannot be opened: another process may have it");
        }
    }

    private void handle(ServerRequest request, ServerResponse response) {
        RequestObserver.Observation observation = observer.begin(
                request.prologue().method().text(),
                HelidonCall.single(request, "traceparent"),
                HelidonCall.all(request, "tracestate"));
        observation.context().run(() -> {
            long startedAt = System.nanoTime();
            List<String> segments = Route.segments(request.path().rawPath());
            Optional<Route> route = routes.leadingTo(request.prologue().method().text(), segments);
            var entity = new Entity(request);
            Answer answer = answer(request, entity, route, segments);
            boolean last =
                    retiring || answer.isLast() || request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
            try {
                send(request, response, last ? answer.last() : answer);
            } finally {
                // Also where the client has hung up meanwhile.
                observation.end(route.map(Route::template), answer);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
            boolean worthIt = answer.status() >= 500 || took.compareTo(SLOW) > 0;
            LOG.log(worthIt ? Level.INFO : Level.DEBUG, () -> line(request, answer, took));
            if (last) {
                bodies.new Room().skip(entity);
                // Helidon says that it closes, but does not: https://github.com/helidon-io/helidon/issues/12324
                throw new CloseConnectionException("This answer was to be the last");
            }
        });
    }

    private static String line(ServerRequest request, Answer answer, Duration took) {
        return "%s %s: %d in %d ms"
                .formatted(
                        request.prologue().method().text(), request.path().rawPath(), answer.status(), took.toMillis());
    }

    private Answer answer(ServerRequest request, Entity entity, Optional<Route> route, List<String> segments) {
        try {
            Route found = route.orElseThrow(() -> routes.none(segments));
            return bounded(request, entity, found, segments);
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (RuntimeException | OutOfMemoryError e) {
            return failures.apply(e);
        }
    }

    private Answer bounded(ServerRequest request, Entity entity, Route route, List<String> segments) {
        Slot slot = new Slot(route.urgent() ? new Semaphore(1) : inFlight);
        Bodies.Room room = bodies.new Room();
        slot.take();
        try {
            return route.endpoint().answer(new HelidonCall(request, entity, route, segments, slot, room));
        } finally {
            slot.give();
            room.give();
        }
    }

    private static void send(ServerRequest request, ServerResponse response, Answer answer) {
        response.status(Status.create(answer.status()));
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        if (answer.body().isEmpty() || Method.HEAD.equals(request.prologue().method())) {
            response.send();
            return;
        }
        switch (answer.body().get()) {
            case Text(String type, String content) -> {
                response.header(HeaderNames.CONTENT_TYPE, type);
                response.send(content.getBytes(StandardCharsets.UTF_8));
            }
            case Object json -> {
                response.header(HeaderNames.CONTENT_TYPE, "application/json");
                response.send(Json.bytes(json));
            }
        }
    }

    /** What Helidon answers before a request gets to its routes, in the same form as everything else. */
    private static DirectHandlers directAnswers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, (request, event, status, headers, message) -> {
                Answer answer = switch (event) {
                    case PAYLOAD_TOO_LARGE -> Answer.status(413, "PayloadTooLarge");
                    case INTERNAL_ERROR -> Answer.status(500, "InternalError");
                    // A way of sending a body that nobody knows is 501 to HTTP, but no fault of this node.
                    default -> Answer.status(status.code() < 500 ? status.code() : 400, "BadRequest");
                };
                boolean head = Method.HEAD_NAME.equals(request.method());
                return DirectHandler.TransportResponse.builder()
                        .status(Status.create(answer.status()))
                        .header(HeaderNames.CONTENT_TYPE, "application/json")
                        .entity(head ? new byte[0] : Json.bytes(answer.body().orElseThrow()))
                        .build();
            });
        }
        return handlers.build();
    }

    /** Requests that are being answered now. */
    public int inFlight() {
        return mostInFlight - inFlight.availablePermits();
    }

    /**
     * From now on each answer is the last on its connection, so that nobody still uses one when the port {@linkplain
     * #close closes}. New connections are taken as before.
     */
    public void retire() {
        retiring = true;
    }

    /** Takes no more, and waits for those in flight. */
    @Override
    public void close() {
        server.stop();
        bodies.close();
    }
}
