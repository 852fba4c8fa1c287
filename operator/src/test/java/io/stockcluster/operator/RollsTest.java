package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.stockcluster.operator.desired.Component;
import io.stockcluster.operator.metrics.OperatorMetrics;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RollsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final ResourceID DEMO = new ResourceID("demo", "shop");

    private final OperatorMetrics metrics = new OperatorMetrics();
    private final Rolls rolls = new Rolls(metrics);

    @Test
    void eachTiersRollIsTimedFromItsFirstSightToItsEnd() {
        rolls.see(DEMO, Component.ACTOR, true, NOW);
        rolls.see(DEMO, Component.HTTP, true, NOW.plusSeconds(20));
        rolls.see(DEMO, Component.ACTOR, true, NOW.plusSeconds(30));
        rolls.see(DEMO, Component.ACTOR, false, NOW.plusSeconds(40));
        rolls.see(DEMO, Component.ACTOR, false, NOW.plusSeconds(50));
        rolls.see(DEMO, Component.HTTP, false, NOW.plusSeconds(50));

        assertThat(metrics.text())
                .contains("roll_seconds_sum{tier=\"actors\"} 40.0")
                .contains("roll_seconds_sum{tier=\"http\"} 30.0")
                .contains("roll_seconds_count{tier=\"actors\"} 1");
    }

    @Test
    void thatOfAClusterThatIsGoneIsForgotten() {
        rolls.see(DEMO, Component.ACTOR, true, NOW);
        rolls.forget(DEMO);
        rolls.see(DEMO, Component.ACTOR, false, NOW.plusSeconds(40));

        assertThat(metrics.text()).doesNotContain("roll_seconds_sum");
    }
}
