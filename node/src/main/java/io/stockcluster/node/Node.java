package io.stockcluster.node;

import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ClusterView;
import io.stockcluster.actors.LeftBehind;
import io.stockcluster.node.access.Access;
import io.stockcluster.node.config.Settings;
import io.stockcluster.node.http.Actors;
import io.stockcluster.node.http.StockApi;
import io.stockcluster.node.locations.LocationApiSettings;
import io.stockcluster.node.locations.Locations;
import io.stockcluster.node.management.Health;
import io.stockcluster.node.management.Lifecycle;
import io.stockcluster.node.management.ManagementApi;
import io.stockcluster.node.telemetry.Telemetry;
import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Listener;
import io.stockcluster.node.web.Route;
import io.stockcluster.node.web.Routes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * A running node: the parts of its role, put together.
 *
 * <ol>
 *   <li>The management port comes first, so that a node that waits for others can be told from a broken one.
 *   <li>Then it joins the cluster, or connects to it.
 *   <li>Then it serves the API, where that is its role.
 * </ol>
 *
 * It stops the other way round: it is no longer ready, requests in flight finish, it hands over what it hosts, and the
 * management port goes last.
 */
public final class Node implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Node.class.getName());

    private static final int MOST_API_REQUESTS = 1024;
    private static final int MOST_MANAGEMENT_REQUESTS = 32;
    private static final int CACHED_LOCATIONS = 10_000;

    /** Of the time to stop, what requests in flight may take. The rest is for handing over. */
    private static final double FINISH_REQUESTS = 0.3;

    private final Settings settings;
    private final Telemetry telemetry;
    private final Lifecycle lifecycle = new Lifecycle();
    private final AtomicReference<Optional<ActorSystem>> system = new AtomicReference<>(Optional.empty());
    private final Map<String, BooleanSupplier> readiness = new LinkedHashMap<>();

    /** 0 as long as it is not stopping. */
    private final AtomicLong stoppingAt = new AtomicLong();

    private final AtomicReference<Optional<Listener>> management = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Listener>> api = new AtomicReference<>(Optional.empty());

    private final OutOfMemory memory = new OutOfMemory();

    private final Stops stops = new Stops();

    /**
     * A node that is not started yet.
     *
     * @throws IllegalStateException the settings of traces make no sense
     */
    public Node(Settings settings) {
        this.settings = settings;
        this.telemetry = Telemetry.start(settings.nodeName(), settings.role().text(), version(), System.getenv());
        stops.first(telemetry::close);
        stops.first(() -> management.get().ifPresent(Listener::close));
    }

    /**
     * Starts a node.
     *
     * @throws IllegalStateException a port cannot be had, or the cluster cannot be joined
     */
    public static Node start(Settings settings) {
        Node node = new Node(settings);
        node.start();
        return node;
    }

    /**
     * Starts it. It can be closed meanwhile, by another thread.
     *
     * @throws IllegalStateException a port cannot be had, or the cluster cannot be joined; it is closed then
     */
    public void start() {
        try {
            startParts();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void startParts() {
        ActorTypes types = ActorTypes.of(settings);
        readiness.put(
                "actors", () -> system.get().filter(ActorSystem::reachable).isPresent());
        readiness.put("undrained", this::undrained);
        Optional<Locations> api = settings.role().servesApi() ? locationApi() : Optional.empty();
        api.ifPresent(locations -> readiness.put("locations", locations::healthy));
        Health health = new Health(lifecycle, this::alive, this::merged, readiness);
        // Most of a start is loading classes, the web server's and the engine's: both at once.
        CompletableFuture<Void> opening =
                CompletableFuture.runAsync(() -> openManagement(types, health), Thread::startVirtualThread);
        ActorSystem joined;
        try {
            joined = types.start(settings, telemetry.actors());
            stops.first(() -> leave(joined));
        } finally {
            opened(opening);
        }
        system.set(Optional.of(joined));
        telemetry.watch(joined);
        if (settings.role().servesApi()) {
            openApi(types.asked(joined, settings), api, health);
        }
        lifecycle.reach(Lifecycle.Step.RUNNING);
    }

    private static void opened(CompletableFuture<Void> opening) {
        try {
            opening.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void openManagement(ActorTypes types, Health health) {
        Routes routes = ManagementApi.routes(
                settings, version(), Instant.now(), lifecycle, system::get, types::spelled, health, telemetry.route());
        var listener = new Listener(
                settings.bindAddress(),
                settings.managementPort(),
                routes,
                telemetry.errands(),
                this::failure,
                MOST_MANAGEMENT_REQUESTS,
                Duration.ZERO);
        management.set(Optional.of(listener));
    }

    private void openApi(Actors actors, Optional<Locations> api, Health health) {
        Locations locations =
                api.orElseGet(() -> Locations.ofDirectory(actors.directory().orElseThrow()));
        Access access = Access.of(settings.auth(), actors.jobs(), Clock.systemUTC());
        stops.first(access::close);
        List<Route> routes = new ArrayList<>(StockApi.routes(access, locations, actors));
        routes.addAll(health.routes());
        var listener = new Listener(
                settings.bindAddress(),
                settings.httpPort(),
                new Routes(routes),
                telemetry.requests(),
                this::failure,
                MOST_API_REQUESTS,
                Duration.ofNanos(
                        (long) (FINISH_REQUESTS * settings.stopTimeout().toNanos())));
        stops.first(listener::close);
        this.api.set(Optional.of(listener));
    }

    private Optional<Locations> locationApi() {
        Optional<Locations> api = settings.locationApi().url().map(this::locationApi);
        api.ifPresent(locations -> {
            stops.first(locations::close);
            telemetry.watch(locations);
        });
        return api;
    }

    private Locations locationApi(URI url) {
        Settings.LocationApi told = settings.locationApi();
        return Locations.ofApi(
                new LocationApiSettings(
                        url,
                        told.retry().maxAttempts(),
                        told.retry().initialDelay(),
                        told.retry().maxDelay(),
                        told.retry().multiplier(),
                        told.timeout(),
                        told.failFast().threshold(),
                        told.failFast().quietPeriod(),
                        CACHED_LOCATIONS),
                telemetry.calls());
    }

    private Answer failure(Throwable failure) {
        memory.look(failure);
        return StockApi.failure(failure);
    }

    /** From now on a thread of this process that runs out of memory is one of this node. */
    public void watchThreads() {
        memory.watchThreads();
    }

    private boolean alive() {
        return !memory.happened() && system.get().map(ActorSystem::works).orElse(true);
    }

    private boolean merged() {
        return state().filter(state -> state == ClusterView.State.MERGING).isEmpty();
    }

    private boolean undrained() {
        return state().filter(state -> state == ClusterView.State.DRAINING || state == ClusterView.State.DRAINED)
                .isEmpty();
    }

    private Optional<ClusterView.State> state() {
        return system.get().map(joined -> joined.view().state());
    }

    /** Whether it can serve. */
    public boolean ready() {
        return lifecycle.step() == Lifecycle.Step.RUNNING
                && readiness.values().stream().allMatch(BooleanSupplier::getAsBoolean);
    }

    /**
     * Goes on serving, but is no longer ready, and lets its clients go: who asks again connects anew, elsewhere. Called
     * a moment before {@link #close()}, nobody's request is under way to a port that closes.
     *
     * @return whether there may be clients at all: a node that is drained has been given up by them long ago
     */
    public boolean retire() {
        stopping();
        api.get().ifPresent(Listener::retire);
        return api.get().isPresent()
                && state().filter(state -> state == ClusterView.State.DRAINED).isEmpty();
    }

    private void leave(ActorSystem system) {
        Duration left = settings.stopTimeout().minusNanos(System.nanoTime() - stoppingAt.get());
        LeftBehind behind = system.leave(left.isPositive() ? left : Duration.ZERO);
        if (behind.nobodyStays()) {
            LOG.log(
                    Level.WARNING,
                    "Left with all that it had, since no other actor node stays that it could hand over to: {0} shards"
                            + " that it owned, and copies of {1} more",
                    behind.owned(),
                    behind.copies());
        } else if (!behind.equals(LeftBehind.NOTHING)) {
            LOG.log(
                    behind.lost() > 0 ? Level.ERROR : Level.WARNING,
                    "Left after {0} s without handing everything over: {1} shards that it owned, {2} of them without a"
                            + " copy elsewhere, and copies of {3} more. A longer NODE_STOP_TIMEOUT may be needed",
                    settings.stopTimeout().toMillis() / 1000.0,
                    behind.owned(),
                    behind.lost(),
                    behind.copies());
        }
    }

    private void stopping() {
        lifecycle.reach(Lifecycle.Step.LEAVING);
        stoppingAt.compareAndSet(0, System.nanoTime());
    }

    /** Stops it in order. What cannot be stopped does not keep the rest from being stopped. */
    @Override
    public void close() {
        stopping();
        stops.close();
    }

    /** The release that the jar is of. */
    static String version() {
        return Optional.ofNullable(Node.class.getPackage().getImplementationVersion())
                .orElse("unreleased");
    }
}
