package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, of a real cluster: at rest, while it is drained and after that, and after a kill. Pictures are left in target/page. */
class PageIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int LONG_ENOUGH = 5_000;
    private static final int SHORT = 1_000;
    private static final Path PICTURES = Path.of("target", "page");

    @Test
    void it_shows_a_cluster_at_rest_while_it_is_drained_and_after_a_kill(@TempDir Path folder) throws IOException {
        Optional<Chromium> browser = Chromium.installed(folder);
        if (browser.isEmpty()) {
            System.out.println("SKIPPED: the page is not looked at, since there is no chromium on this machine");
        }
        assumeTrue(browser.isPresent(), "no chromium on this machine");
        Files.createDirectories(PICTURES);
        try (var cluster = Cluster.start(folder, Cluster.Layout.HTTP_AND_ACTORS);
                var sales = selling(cluster)) {
            Chromium chromium = browser.get();
            NodeProcess first = cluster.actors().get(0);
            NodeProcess last = cluster.actors().get(2);

            var atRest = chromium.look(url(first), LONG_ENOUGH);
            chromium.picture(url(first), LONG_ENOUGH, PICTURES.resolve("at-rest.png"));
            chromium.picture(
                    url(first),
                    LONG_ENOUGH,
                    PICTURES.resolve("at-rest-dark.png"),
                    "--blink-settings=preferredColorScheme=0");
            assertThat(atRest.complaints()).as("what the console says").isEmpty();
            assertThat(headline(atRest)).isEqualTo("All is well.");
            assertThat(atRest.document()).contains("actor-0", "actor-1", "actor-2", "this node", "oldest");
            assertThat(Pattern.compile("role=\"option\"")
                            .matcher(atRest.document())
                            .results())
                    .as("shards")
                    .hasSize(271);
            assertThat(atRest.document())
                    .containsPattern("aria-label=\"Shard 7: actor-\\d owns it, actor-\\d and actor-\\d have copies");

            assertThat(cluster.asNobody()
                            .at(last.managementPort())
                            .post("/cluster/drain", "")
                            .status())
                    .isEqualTo(202);
            // Held for a moment, or it would be over before the browser has looked; and not until others give it up.
            last.freeze();
            CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS).execute(last::thaw);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.asNobody()
                                    .at(first.managementPort())
                                    .get("/cluster")
                                    .text())
                            .contains("\"draining\""));
            chromium.picture(url(first), SHORT, PICTURES.resolve("draining.png"));
            await().atMost(SOON).until(() -> state(cluster, last).equals("drained"));
            var drained = chromium.look(url(first), LONG_ENOUGH);
            chromium.picture(url(first), LONG_ENOUGH, PICTURES.resolve("drained.png"));
            var fromHttp = chromium.look(url(cluster.http()), LONG_ENOUGH);
            assertThat(headline(drained)).isEqualTo("271 shards lack a copy.");
            assertThat(drained.document())
                    .contains(">drained</span>", "2 of 3 nodes hold data: actor-2 is drained.", "3 of 3, 1 drained");
            assertThat(fromHttp.document()).as("the HTTP node knows, too").contains(">drained</span>");
            assertThat(fromHttp.complaints()).isEmpty();
            assertThat(cluster.asNobody()
                            .at(last.managementPort())
                            .delete("/cluster/drain")
                            .status())
                    .isEqualTo(202);
            cluster.awaitWhole();

            cluster.actors().get(1).kill();
            chromium.picture(url(first), LONG_ENOUGH, PICTURES.resolve("kill.png"));
            var killed = chromium.look(url(first), LONG_ENOUGH);
            assertThat(headline(killed)).contains("lack a copy.");
            assertThat(killed.document()).contains("2 of 3").doesNotContain("aria-pressed=\"false\">actor-1<");
            assertThat(killed.complaints()).isEmpty();

            sales.stop();
        }
    }

    private static Sales selling(Cluster cluster) {
        cluster.track("Depot");
        return Sales.start(cluster.as("Store Stock Controller"), 2);
    }

    private static String url(NodeProcess node) {
        return "http://127.0.0.1:" + node.managementPort() + "/";
    }

    private static String state(Cluster cluster, NodeProcess node) {
        return cluster.asNobody()
                .at(node.managementPort())
                .get("/cluster")
                .json()
                .path("state")
                .asText();
    }

    private static String headline(Chromium.Look look) {
        var found = Pattern.compile("<strong id=\"headline\"[^>]*>([^<]*)<").matcher(look.document());
        return found.find() ? found.group(1) : "(no headline)";
    }
}
