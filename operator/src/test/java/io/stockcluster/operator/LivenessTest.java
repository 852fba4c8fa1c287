package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LivenessTest {

    private boolean watching = true;
    private boolean answers = true;
    private long now;

    private final Liveness liveness = new Liveness(() -> watching, () -> answers, () -> now);

    @Test
    void watchesThatAreConnectedAreALife() {
        later(Duration.ofDays(1));
        assertThat(liveness.isLive()).isTrue();
    }

    @Test
    void aWatchMayTakeAMomentToConnectAgain() {
        liveness.isLive();
        watching = false;
        later(Duration.ofSeconds(100));
        assertThat(liveness.isLive()).isTrue();
        watching = true;
        later(Duration.ofSeconds(10));
        assertThat(liveness.isLive()).isTrue();
        watching = false;
        later(Duration.ofSeconds(100));
        assertThat(liveness.isLive()).as("it counts anew").isTrue();
    }

    @Test
    void watchesThatStayDeadAlthoughTheApiServerAnswersAreTheEnd() {
        liveness.isLive();
        watching = false;
        later(Duration.ofSeconds(121));
        assertThat(liveness.isLive()).isFalse();
    }

    @Test
    void whileTheApiServerDoesNotAnswerARestartWouldHelpNothing() {
        liveness.isLive();
        watching = false;
        answers = false;
        later(Duration.ofHours(1));
        assertThat(liveness.isLive()).isTrue();
        answers = true;
        later(Duration.ofSeconds(60));
        assertThat(liveness.isLive()).as("it has been back for a minute").isTrue();
        later(Duration.ofSeconds(61));
        assertThat(liveness.isLive()).isFalse();
    }

    private void later(Duration by) {
        now += by.toNanos();
    }
}
