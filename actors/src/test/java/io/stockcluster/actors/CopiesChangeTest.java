package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nodes that are told to keep more copies than before, or fewer, one after the other. */
class CopiesChangeTest {

    private static final int KEYS = 500;
    private static final int SHARDS = 271;

    /** Each node's present process, by its number. */
    private static final class Cluster implements AutoCloseable {

        private final Nodes nodes;
        private final ActorSystem[] now;
        private final ActorSystem asker;

        Cluster(int size, int copies) {
            nodes = Nodes.started(size, Tally.type(copies));
            now = IntStream.range(0, size).mapToObj(nodes::host).toArray(ActorSystem[]::new);
            asker = nodes.client();
            await().atMost(Nodes.LIMIT).until(asker::reachable);
        }

        void replace(int node, int copies) {
            now[node].drain();
            await().atMost(Nodes.LIMIT).until(() -> now[node].view().state() == ClusterView.State.DRAINED);
            now[node].close();
            now[node] = nodes.start(node, Tally.type(copies));
            nodes.awaitSettled(now.length);
        }

        void add(String id) {
            for (int key = 0; key < KEYS; key++) {
                tally(key).ask(new Tally.Add(id, key));
            }
        }

        ActorRef<Tally.Message, Tally.Total> tally(int key) {
            return asker.actor(Tally.type(2), "key " + key);
        }

        /** At once, without a word. */
        void crash(int... them) {
            CompletableFuture.allOf(IntStream.of(them)
                            .mapToObj(node -> CompletableFuture.runAsync(now[node]::close))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }

        void awaitTotals(int times) {
            for (int key = 0; key < KEYS; key++) {
                assertThat(tally(key).ask(new Tally.Read()).total())
                        .as("key %d", key)
                        .isEqualTo((long) times * key);
            }
        }

        /** On all nodes together, the owners' own not among them. */
        int copies() {
            return shards().mapToInt(ClusterView.Shards::copies).sum();
        }

        Stream<ClusterView.Shards> shards() {
            return Arrays.stream(now)
                    .filter(ActorSystem::reachable)
                    .map(host -> host.view().shards().orElseThrow());
        }

        @Override
        public void close() {
            nodes.close();
        }
    }

    @Test
    void more_copies_are_there_as_soon_as_every_node_that_keeps_fewer_is_gone() {
        try (var cluster = new Cluster(5, 2)) {
            cluster.add("before");
            for (int node = 0; node < 4; node++) {
                cluster.replace(node, 3);
            }
            cluster.nodes.awaitSafe();
            assertThat(cluster.copies()).isEqualTo(SHARDS);
            cluster.add("between");

            cluster.replace(4, 3);
            cluster.nodes.awaitSafe();
            assertThat(cluster.copies()).isEqualTo(2 * SHARDS);
            cluster.add("after");

            cluster.crash(1, 3);
            cluster.awaitTotals(3);
            assertThat(cluster.shards()).allMatch(shards -> shards.lost() == 0);
        }
    }

    @Test
    void a_node_that_comes_back_with_fewer_counts_for_all_and_is_made_up_for_once_it_is_gone() {
        try (var cluster = new Cluster(4, 3)) {
            cluster.add("before");
            cluster.crash(0);
            cluster.nodes.awaitSettled(3);
            cluster.now[0] = cluster.nodes.start(0, Tally.type(2));
            cluster.nodes.awaitSettled(4);
            cluster.nodes.awaitSafe();
            assertThat(cluster.copies()).isEqualTo(SHARDS);
            cluster.add("with fewer");

            cluster.replace(0, 3);
            cluster.nodes.awaitSafe();
            assertThat(cluster.copies()).isEqualTo(2 * SHARDS);
            cluster.crash(2);
            cluster.nodes.awaitSettled(3);
            cluster.nodes.awaitSafe();
            cluster.awaitTotals(2);
        }
    }

    @Test
    void fewer_copies_are_kept_from_the_first_node_on_that_does_and_none_is_lost() {
        try (var cluster = new Cluster(3, 3)) {
            cluster.add("before");
            cluster.replace(0, 2);
            cluster.nodes.awaitSafe();
            assertThat(cluster.copies()).isEqualTo(SHARDS);
            cluster.add("between");
            cluster.replace(1, 2);
            cluster.replace(2, 2);
            cluster.nodes.awaitSafe();
            cluster.add("after");

            cluster.crash(1);
            cluster.awaitTotals(3);
        }
    }
}
