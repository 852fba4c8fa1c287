package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty clients sell while nodes come and go. Each sends a sale until it is answered, always with the same request id,
 * and keeps a ledger of what was answered.
 */
class ChaosIT {

    private static final int CLIENTS = 20;
    private static final List<String> PRODUCTS =
            IntStream.range(0, 40).mapToObj(i -> "Tea-" + i).toList();

    /** Fewer than are sold in each scenario, so that pots have most of what happened in their bases. */
    private static final String SOON_FOLDED = "10";

    /** Of one request, before it is given up: longer than any failover. */
    private static final int MOST_TRIES = 200;

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration UNDISTURBED = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    private final Map<String, AtomicInteger> ledger = new ConcurrentHashMap<>();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicInteger mostTries = new AtomicInteger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();
    private Cluster cluster;
    private Api till;

    @BeforeEach
    void start() {
        cluster = Cluster.start(folder, Cluster.Layout.HTTP_AND_ACTORS, Map.of("STOCK_HISTORY", SOON_FOLDED));
        cluster.track("Depot");
        till = cluster.as("Store Stock Controller");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void levels_are_those_of_the_ledger_when_each_actor_node_in_turn_was_killed() throws InterruptedException {
        List<Thread> clients = sell();
        for (int actor = 0; actor < 3; actor++) {
            awaitSales();
            cluster.actors().get(actor).kill();
            awaitSales();
            cluster.startAgain(actor);
            cluster.awaitWhole();
        }
        awaitSales();
        end(clients);

        audit();
    }

    @Test
    void levels_are_those_of_the_ledger_when_a_node_that_was_given_up_is_back() throws InterruptedException {
        List<Thread> clients = sell();
        awaitSales();
        NodeProcess frozen = cluster.actors().getFirst();
        frozen.freeze();
        try {
            cluster.awaitGone(frozen);
            awaitSales();
        } finally {
            frozen.thaw();
        }
        cluster.awaitWhole();
        awaitSales();
        end(clients);

        assertThat(frozen.log()).contains("has brought all it owned into the larger side");
        audit();
    }

    @Test
    void no_request_fails_after_one_retry_while_all_actor_nodes_are_replaced_in_turn() throws InterruptedException {
        List<Thread> clients = sell();
        for (int actor = 0; actor < 3; actor++) {
            awaitSales();
            assertThat(cluster.actors().get(actor).stop(90))
                    .as("it stops in time")
                    .isTrue();
            awaitSales();
            cluster.startAgain(actor);
            cluster.awaitWhole();
        }
        awaitSales();
        end(clients);

        audit();
        assertThat(mostTries).as("the most that any sale took").hasValueLessThanOrEqualTo(2);
    }

    @Test
    void an_http_node_that_is_asked_to_stop_answers_what_it_was_asked() throws InterruptedException {
        List<Thread> clients = sell();
        awaitSales();

        // Each client stops at the first connection that is refused: by then the node has ended.
        boolean gone = cluster.http().stop(90);
        end(clients);

        assertThat(gone).as("it stops in time").isTrue();
        assertThat(cluster.http().log()).contains("stopped");
        assertThat(wrong).isEmpty();
        assertThat(unanswered).as("requests that were taken and not answered").isEmpty();
    }

    private List<Thread> sell() {
        List<Thread> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            String name = "till-" + client;
            clients.add(Thread.startVirtualThread(() -> {
                for (int sale = 0; !enough.get() && sell(name, sale); sale++) {}
            }));
        }
        return clients;
    }

    /** Until it is answered; says whether it was. */
    private boolean sell(String client, int sale) {
        String product = PRODUCTS.get(Math.floorMod((client + sale).hashCode(), PRODUCTS.size()));
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            try {
                Api.Reply reply = till.post(
                        "/locations/Depot/products/" + product + "/sales",
                        "{\"requestId\":\"" + client + "/" + sale
                                + "\",\"quantity\":1,\"soldAt\":\"2026-01-05T10:00:00\"}");
                if (reply.status() == 201) {
                    ledger.computeIfAbsent(product, none -> new AtomicInteger()).incrementAndGet();
                    mostTries.accumulateAndGet(tries, Math::max);
                    return true;
                }
                if (reply.status() != 503 && reply.status() != 504) {
                    wrong.add(client + "/" + sale + ": " + reply);
                    return false;
                }
            } catch (UncheckedIOException e) {
                if (!cluster.http().alive() || connectionRefused(e) || notLetInAnyMore(e)) {
                    return false;
                }
                unanswered.add(client + "/" + sale + ": " + e.getCause());
            }
            pause();
        }
        wrong.add(client + "/" + sale + " was not answered in " + MOST_TRIES + " tries");
        return false;
    }

    private static boolean connectionRefused(UncheckedIOException e) {
        return e.getCause() instanceof ConnectException;
    }

    /**
     * Whether it had only just connected when the port was closed: nobody has read what it sent, so that the connection
     * is reset. One that is read, and not answered, just ends.
     */
    private boolean notLetInAnyMore(UncheckedIOException e) {
        boolean reset = Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .anyMatch(message -> message.contains("Connection reset") || message.contains("Broken pipe"));
        return reset && !listens();
    }

    private boolean listens() {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), cluster.http().httpPort())) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    private int sold() {
        return ledger.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** For a while, and until every client may have sold something since. */
    private void awaitSales() {
        int before = sold();
        long since = System.nanoTime();
        await().atMost(Duration.ofMinutes(3))
                .until(() -> sold() > before + 5 * CLIENTS && System.nanoTime() - since > UNDISTURBED.toNanos());
    }

    private void end(List<Thread> clients) throws InterruptedException {
        enough.set(true);
        for (Thread client : clients) {
            client.join();
        }
    }

    /** What is missing of each product is what was sold of it. */
    private void audit() {
        assertThat(wrong).isEmpty();
        assertThat(unanswered).isEmpty();
        assertThat(sold()).isGreaterThan(CLIENTS);
        ledger.forEach((product, sold) -> assertThat(
                        till.read("/locations/Depot/products/" + product + "?includeChildren=false")
                                .json()
                                .path("pendingAdjustment")
                                .decimalValue())
                .as(product)
                .isEqualByComparingTo(BigDecimal.valueOf(-sold.get())));
        System.out.println(sold() + " sales, the most tries of one: " + mostTries);
    }
}
