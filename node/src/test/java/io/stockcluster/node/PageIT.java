package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, of a real cluster: at rest, while it is drained and after that, and after a kill. Pictures are left in target/page. */
class PageIT {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Path PICTURES = Path.of("target", "page");
    private static final int SHARDS = 271;

    private Chromium browser;
    private Cluster cluster;
    private NodeProcess first;
    private NodeProcess last;

    @Test
    void it_shows_a_cluster_at_rest_while_it_is_drained_and_after_a_kill(@TempDir Path folder) throws IOException {
        Files.createDirectories(PICTURES);
        try (var chromium = Chromium.startOrSkip(folder);
                var three = Cluster.start(folder, Cluster.Layout.HTTP_AND_ACTORS)) {
            browser = chromium;
            cluster = three;
            first = cluster.actors().get(0);
            last = cluster.actors().get(2);
            cluster.track("Depot");
            try (var _ = Sales.start(cluster.as("Store Stock Controller"), 2)) {
                atRest();
                whileItIsDrained();
                afterThat();
                afterAKill();
            }
            assertThat(browser.complaints()).as("what the console says").isEmpty();
        }
    }

    private void atRest() {
        browser.open(url(first));
        awaitText("headline", "All is well.");
        awaitRate("Messages to actors");
        picture("at-rest");
        browser.prefer("dark");
        picture("at-rest-dark");
        browser.prefer("light");

        assertThat(browser.text("$('members').textContent"))
                .contains("actor-0", "actor-1", "actor-2", "this node", "oldest");
        assertThat(browser.texts("[...$('shards').querySelectorAll('[role=option]')].map(at => at.ariaLabel)"))
                .hasSize(SHARDS)
                .element(7)
                .asString()
                .matches("Shard 7: actor-\\d owns it, actor-\\d and actor-\\d have copies\\.");
    }

    private void whileItIsDrained() {
        assertThat(management(last).post("/cluster/drain", "").status()).isEqualTo(202);
        // Held, or it would mostly be over before the browser has looked; and not until the others give it up.
        last.freeze();
        browser.awaitThat("""
                (state => state === 'draining' ? $('recent').textContent.includes('running') : state !== 'active')(
                    [...$('members').rows].find(row => row.textContent.includes('actor-2'))?.cells[1].textContent)""");
        picture("draining");
        last.thaw();
    }

    private void afterThat() {
        // Asked once more, in case that this machine stood still for so long that the others have given it up.
        await().atMost(SOON).ignoreException(UncheckedIOException.class).until(() -> {
            management(last).post("/cluster/drain", "");
            return management(last).get("/cluster").text().contains("\"state\":\"drained\"");
        });
        awaitText("headline", SHARDS + " shards lack a copy.");
        awaitText("detail", "2 of 3 nodes hold data: actor-2 is drained.");
        awaitText("nodes-sum", "3 of 3, 1 drained");
        browser.awaitThat("[...$('recent').rows].some(row => row.cells[3]?.textContent === 'done')");
        picture("drained");

        browser.open(url(cluster.http()));
        browser.awaitThat("$('members').textContent.includes('drained')");
        awaitRate("Requests");
        assertThat(management(last).delete("/cluster/drain").status()).isEqualTo(202);
        cluster.awaitWhole();
    }

    private void afterAKill() {
        browser.open(url(first));
        cluster.actors().get(1).kill();
        browser.awaitThat("$('nodes-sum').textContent.startsWith('2 of 3')");
        picture("kill");
        browser.awaitThat("$('headline').textContent.endsWith('lack a copy.')");
        assertThat(browser.text("$('members').textContent")).doesNotContain("actor-1");
    }

    private void awaitText(String id, String text) {
        browser.awaitThat("$('" + id + "').textContent === '" + text + "'");
    }

    /** What it does in a second is counted between two looks. */
    private void awaitRate(String of) {
        browser.awaitThat("[...document.querySelectorAll('#rates dl')].some(rate =>"
                + " rate.querySelector('dt').textContent === '" + of + "'"
                + " && parseFloat(rate.querySelector('dd').textContent) > 0)");
    }

    private void picture(String name) {
        browser.picture(PICTURES.resolve(name + ".png"));
    }

    private Api management(NodeProcess node) {
        return cluster.asNobody().at(node.managementPort());
    }

    private static String url(NodeProcess node) {
        return "http://127.0.0.1:" + node.managementPort() + "/";
    }
}
