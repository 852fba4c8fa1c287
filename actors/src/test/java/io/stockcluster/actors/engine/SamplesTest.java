package io.stockcluster.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hazelcast.nio.serialization.compact.CompactSerializer;
import io.stockcluster.actors.CompactForm;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

    record Price(String currency, long cents) {
        Price(String currency) {
            this(currency, 0);
        }
    }

    static final class Box {
        private final Price price;

        Box(Price price) {
            this.price = price;
        }
    }

    private static final class Choice {
        private final String text;

        Choice(String text) {
            this.text = text;
        }

        Choice(int number) {
            this("" + number);
        }
    }

    private static CompactSerializer<?> formOf(Class<?> type) {
        return new CompactForm<>("form", type, (out, object) -> {}, in -> null);
    }

    private static List<Object> samplesOf(Class<?> type, Object... given) {
        return Samples.of(List.of(), List.of(formOf(type)), List.of(given));
    }

    @Test
    void aRecordIsMadeOfAllItsComponents() {
        assertThat(samplesOf(Price.class)).contains(new Price("sample", 1));
    }

    @Test
    void anotherClassIsMadeByItsOnlyConstructor() {
        assertThat(samplesOf(Box.class))
                .filteredOn(Box.class::isInstance)
                .singleElement()
                .extracting(box -> ((Box) box).price)
                .isEqualTo(new Price("sample", 1));
    }

    @Test
    void whatCanBeMadeInSeveralWaysIsGiven() {
        var given = new Choice(7);

        assertThat(samplesOf(Choice.class, given)).contains(given);
        assertThat(given.text).isEqualTo("7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> samplesOf(Choice.class))
                .withMessageContaining(Choice.class.getName())
                .withMessageContaining("withSamples");
    }
}
