package io.stockcluster.node;

import static io.stockcluster.node.Chromium.Key.DOWN;
import static io.stockcluster.node.Chromium.Key.END;
import static io.stockcluster.node.Chromium.Key.ENTER;
import static io.stockcluster.node.Chromium.Key.ESCAPE;
import static io.stockcluster.node.Chromium.Key.HOME;
import static io.stockcluster.node.Chromium.Key.LEFT;
import static io.stockcluster.node.Chromium.Key.RIGHT;
import static io.stockcluster.node.Chromium.Key.SPACE;
import static io.stockcluster.node.Chromium.Key.TAB;
import static io.stockcluster.node.Chromium.Key.UP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser, for those who have no mouse, see little, or hear it read to them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageForEverybodyIT {

    private static final int SHARDS = 271;

    /** The roles of which a screen reader says nothing but the role, if they have no name. */
    private static final Set<String> NAMED = Set.of(("button columnheader combobox group heading image img link listbox"
                    + " option progressbar region rowheader table textbox")
            .split(" "));

    private Chromium browser;
    private OneNode node;

    @BeforeAll
    void start(@TempDir Path folder) {
        browser = Chromium.startOrSkip(folder);
        node = OneNode.start(folder, "page-for-everybody", Map.of());
    }

    @AfterAll
    void stop() {
        if (node != null) {
            node.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        browser.resize(Chromium.WIDTH, Chromium.HEIGHT);
        browser.prefer("light");
        browser.open("http://127.0.0.1:" + node.managementPort() + "/");
        browser.evaluate(script("legible.js"));
        browser.awaitThat("table.length === " + SHARDS + " && table.every(shard => shard.copies.length)");
    }

    @Test
    void keys_go_from_shard_to_shard() {
        browser.evaluate("$('shards').focus()");
        int below = browser.evaluate(
                        "[...$('shards').children].filter(cell => cell.offsetTop === $('s0').offsetTop).length")
                .asInt();

        assertThat(chosen()).isEqualTo("nothing");
        assertThat(chosenBy(RIGHT)).isEqualTo("s0: Shard 0: node-1 owns it, nobody has a copy.");
        assertThat(chosenBy(RIGHT)).isEqualTo("s1: Shard 1: node-1 owns it, nobody has a copy.");
        assertThat(chosenBy(LEFT)).startsWith("s0:");
        assertThat(chosenBy(LEFT)).as("before the first").startsWith("s0:");
        assertThat(chosenBy(DOWN)).startsWith("s" + below + ":");
        assertThat(chosenBy(UP)).startsWith("s0:");
        assertThat(chosenBy(END)).isEqualTo("s270: Shard 270: node-1 owns it, nobody has a copy.");
        assertThat(chosenBy(RIGHT)).as("behind the last").startsWith("s270:");
        assertThat(chosenBy(HOME)).startsWith("s0:");
        assertThat(chosenBy(ESCAPE)).isEqualTo("nothing");
    }

    @Test
    void a_shard_that_is_chosen_is_in_sight() {
        browser.resize(400, 300);
        browser.evaluate("$('shards').focus()");
        String inSight = """
                (({ top, bottom }) => top >= 4 && bottom <= innerHeight - 4)(
                    document.querySelector('[aria-selected=true]').getBoundingClientRect())""";
        for (var key : List.of(END, HOME)) {
            browser.press(key);
            assertThat(browser.evaluate(inSight).asBoolean())
                    .as("after %s", key)
                    .isTrue();
        }
    }

    @Test
    void a_nodes_button_shows_its_shards_and_stays_where_the_focus_is() {
        crowd();
        browser.evaluate(
                "[...document.querySelectorAll('#members button')].find(at => at.textContent === 'node-3').focus()");
        String shown = "[...$('shards').querySelectorAll('.owned')].map(cell => cell.getAttribute('aria-label'))";

        browser.press(SPACE);
        assertThat(browser.texts("[...document.querySelectorAll('[aria-pressed=true]')].map(at => at.textContent)"))
                .containsExactly("node-3");
        assertThat(browser.texts(shown))
                .isNotEmpty()
                .isEqualTo(browser.texts("[...$('shards').children].map(cell => cell.getAttribute('aria-label'))"
                        + ".filter(sentence => sentence.includes(': node-3 owns it'))"));

        browser.evaluate("window.focused = document.activeElement");
        awaitALook();
        assertThat(browser.evaluate("document.activeElement === window.focused && window.focused.isConnected")
                        .asBoolean())
                .as("a button that is put there anew is read anew, once a second")
                .isTrue();

        browser.press(ENTER);
        assertThat(browser.texts("[...document.querySelectorAll('[aria-pressed=true]')].map(at => at.textContent)"))
                .isEmpty();
    }

    @Test
    void an_actor_is_found_without_a_mouse() {
        browser.evaluate("$('key').focus()");
        browser.type("Depot/Tea");
        browser.press(ENTER);
        browser.awaitThat("$('found').textContent.includes('owns it')");
        assertThat(browser.text("$('found').textContent")).startsWith("Depot/Tea is in shard ");
        assertThat(chosen()).isNotEqualTo("nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void the_tab_key_goes_to_everything_and_shows_where_it_is(String scheme) {
        browser.prefer(scheme);
        List<String> reached = new ArrayList<>();
        for (browser.press(TAB); !focused().isEmpty(); browser.press(TAB)) {
            assertThat(reached).as("round in circles").doesNotContain(focused());
            reached.add(focused());
            assertThat(browser.texts("legible.focus()")).isEmpty();
        }
        assertThat(reached).containsExactly("To the cluster", "shards", "moves", "node-1", "type", "key", "Find");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void every_text_is_legible(String scheme) {
        crowd();
        browser.evaluate("$('key').focus()");
        browser.type("Depot/Tea");
        browser.press(ENTER);
        browser.awaitThat("$('found').textContent.includes('owns it')");
        browser.prefer(scheme);

        assertThat(browser.evaluate("legible.count()").asInt()).isGreaterThan(SHARDS + 100);
        for (String mood : List.of("good", "busy", "warn", "bad")) {
            assertThat(browser.texts("tell('" + mood + "', 'Headline.', 'Detail.'); legible.complaints()"))
                    .as(mood)
                    .isEmpty();
        }
        browser.evaluate("document.querySelector('#members button').click()");
        assertThat(browser.texts("legible.complaints()"))
                .as("when a node is chosen")
                .isEmpty();
    }

    @Test
    void everything_has_a_name() {
        crowd();
        List<String> spoken = browser.spoken();

        assertThat(spoken)
                .contains(
                        "button node-3",
                        "button Find",
                        "combobox Type",
                        "group Moves",
                        "option Shard 1: node-1 owns it, nobody has a copy.",
                        "progressbar Moves that are over",
                        "region Shards",
                        "table Nodes",
                        "textbox Key, for a pot location/product");
        assertThat(spoken).as("the arrow of a move").containsAnyOf("image to", "img to");
        assertThat(spoken)
                .filteredOn(each -> NAMED.contains(each.strip()))
                .as("what has no name")
                .isEmpty();
        assertThat(spoken).filteredOn(each -> each.startsWith("region ")).doesNotHaveDuplicates();
    }

    @Test
    void the_document_is_sound() {
        crowd();
        assertThat(browser.text("document.documentElement.lang")).isEqualTo("en");
        assertThat(browser.text("document.title")).isEqualTo("page-for-everybody · StockCluster");
        assertThat(browser.texts("[...document.querySelectorAll('h1')].map(at => at.textContent)"))
                .containsExactly("page-for-everybody");
        assertThat(browser.texts("[...document.querySelectorAll('th:not([scope])')].map(at => at.textContent)"))
                .as("headers of nothing")
                .isEmpty();
        assertThat(browser.texts("[...document.querySelectorAll('[tabindex]')].map(at => at.tabIndex)"))
                .as("in the order in which they are there")
                .containsOnly("0");
        assertThat(browser.texts("[...document.querySelectorAll('[id]')].map(at => at.id)"))
                .doesNotHaveDuplicates();
        assertThat(browser.complaints()).isEmpty();
    }

    private void crowd() {
        browser.evaluate(script("crowd.js"));
        browser.awaitThat("$('members').rows.length === 16 && moving.size === 1 && table[1].copies.length === 1");
    }

    /** What it asked of the node after this was called is shown. */
    private void awaitALook() {
        browser.evaluate("$('as').textContent = ''");
        browser.awaitThat("$('as').textContent !== ''");
    }

    private String chosenBy(Chromium.Key key) {
        browser.press(key);
        return chosen();
    }

    /** The one that is marked, and that a screen reader is told of, with the sentence below. */
    private String chosen() {
        return browser.text("""
                (() => {
                  const active = $('shards').getAttribute('aria-activedescendant');
                  const selected = [...document.querySelectorAll('[aria-selected=true]')].map(cell => cell.id).join();
                  const sentence = $('shard').textContent;
                  return active === selected ? `${active}: ${sentence}`
                    : active || selected || sentence ? `active ${active}, selected ${selected}: ${sentence}` : 'nothing';
                })()""");
    }

    private String focused() {
        return browser.text("""
                (at => at === document.body ? '' : at.id || at.getAttribute('aria-labelledby')?.replace('-title', '') || at.textContent)(
                    document.activeElement)""");
    }

    private static String script(String name) {
        try (var in = Objects.requireNonNull(PageForEverybodyIT.class.getResourceAsStream("page/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
