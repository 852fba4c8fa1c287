package io.stockcluster.node.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.node.Journey;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Everything goes through a real member, nested as the engine nests it. */
class StockSerializersTest {

    private static Journey journey;

    @BeforeContainer
    static void start() {
        journey = new Journey(StockSerializers.all());
    }

    @AfterContainer
    static void stop() {
        journey.close();
    }

    @Property(tries = 100)
    void commandsEventsAndRepliesComeBackAsTheyWereSpelled(@ForAll("writes") List<PotWrite> writes) {
        for (var write : writes) {
            assertThat(journey.of(write)).isEqualTo(write);
            assertThat(journey.of(new PotEvent(write, new PotLimits(7, 8))))
                    .isEqualTo(new PotEvent(write, new PotLimits(7, 8)));
            if (write instanceof PotWrite.Request request) {
                assertThat(journey.of(new PotReply.Accepted(request))).isEqualTo(new PotReply.Accepted(request));
            }
        }
    }

    @Property(tries = 100)
    void aPotComesBackWithItsHistoryItsSumAndItsRequests(
            @ForAll("writes") List<PotWrite> writes,
            @ForAll @IntRange(min = 1, max = 30) int history,
            @ForAll @IntRange(min = 1, max = 30) int requestIds) {
        var scene = new Scene(new PotLimits(history, requestIds));
        writes.forEach(scene::tell);

        var pot = journey.of(scene.pot());

        assertThat(pot).isEqualTo(scene.pot());
        assertThat(pot.history().current()).isEqualTo(scene.pot().history().current());
    }

    @Property(tries = 100)
    void aWriteIsStillOneObjectInHistoryAndRequests(@ForAll("writes") List<PotWrite> writes) {
        var scene = Scene.anEmptyPot();
        writes.forEach(scene::tell);

        var pot = journey.of(scene.pot());

        for (var write : pot.history().writes()) {
            if (write instanceof PotWrite.Request request) {
                assertThat(pot.requests().find(request.requestId()).orElseThrow())
                        .isSameAs(write);
            }
        }
    }

    @Example
    void whatHasNoFieldsTravelsToo() {
        assertThat(journey.of(new PotCommand.ReadLevel())).isEqualTo(new PotCommand.ReadLevel());
        assertThat(journey.of(new PotReply.Mismatch())).isEqualTo(new PotReply.Mismatch());
        assertThat(journey.of(new PotReply.Received())).isEqualTo(new PotReply.Received());
        assertThat(journey.of(new PotReply.InsufficientStock())).isEqualTo(new PotReply.InsufficientStock());
    }

    @Example
    void aLevelTravelsWithAndWithoutATime() {
        var never = new PotReply.Level(BigDecimal.ZERO, BigDecimal.ZERO, Optional.empty());
        var once = new PotReply.Level(new BigDecimal("0.3"), new BigDecimal("-1"), Optional.of(Scene.at("12:00")));

        assertThat(journey.of(never)).isEqualTo(never);
        assertThat(journey.of(once)).isEqualTo(once);
    }

    @Example
    void eachTypeHasANameOfItsOwn() {
        var names = new HashSet<String>();

        for (var serializer : StockSerializers.all()) {
            assertThat(names.add(serializer.getTypeName()))
                    .as(serializer.getTypeName())
                    .isTrue();
            assertThat(serializer.getTypeName()).startsWith("stock.");
        }
    }

    @Provide
    Arbitrary<List<PotWrite>> writes() {
        return Writes.lists(40);
    }
}
