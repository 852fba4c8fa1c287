package io.stockcluster.node.locations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocationApiBreakerTest extends LocationApiScene {

    @Test
    void theBreakerStopsAskingAfterFiveRequestsInARowFailedForGood() {
        down(5);
        api.with("/locations/Depot", depot());

        assertThatThrownBy(() -> locations.find("Depot"))
                .isInstanceOf(LocationsUnavailable.class)
                .hasMessageContaining("was not asked");
        assertThat(api.asked()).hasSize(15);
    }

    @Test
    void theBreakerDoesNotCountFailuresThatAnAnswerCameBetween() {
        down(4);
        assertThat(locations.find("Nowhere")).isEmpty();
        down(4);
        api.with("/locations/Depot", depot());

        assertThat(locations.find("Depot")).isPresent();
    }

    @Test
    void theBreakerDoesNotMindAnApiThatRefuses() {
        api.failingNext(7, 400);
        for (int i = 0; i < 7; i++) {
            assertThatThrownBy(() -> locations.find("Depot")).hasMessageContaining("status 400");
        }

        assertThat(locations.find("Depot")).isEmpty();
    }

    @Test
    void theBreakerSaysWhetherTheApiIsAsked() {
        assertThat(locations.circuit()).contains(Circuit.CLOSED);
        down(5);
        assertThat(locations.circuit()).contains(Circuit.OPEN);
        time.passes(Duration.ofSeconds(60));
        assertThat(locations.circuit()).contains(Circuit.HALF_OPEN);
        assertThat(locations.find("Nowhere")).isEmpty();
        assertThat(locations.circuit()).contains(Circuit.CLOSED);
    }

    @Test
    void theBreakerLetsOneRequestTestAfterTheQuietPeriodAndThenAll() {
        down(5);
        api.with("/locations/Depot", depot());

        time.passes(Duration.ofSeconds(59));
        assertThatThrownBy(() -> locations.find("Depot")).hasMessageContaining("was not asked");
        time.passes(Duration.ofSeconds(1));

        assertThat(locations.find("Depot")).isPresent();
        assertThat(locations.find("Depot")).isPresent();
    }

    @Test
    void theBreakerStaysQuietForAnotherPeriodWhereTheTestFails() {
        down(5);
        time.passes(Duration.ofSeconds(60));
        api.failingNext(3, 500);

        assertThatThrownBy(() -> locations.find("Depot")).hasMessageContaining("status 500");
        assertThatThrownBy(() -> locations.find("Depot")).hasMessageContaining("was not asked");
        time.passes(Duration.ofSeconds(60));
        assertThat(locations.find("Depot")).isEmpty();
    }

    @Test
    void theBreakerLetsNoSecondRequestThroughDuringTheTest() {
        var breaker = new CircuitBreaker(1, Duration.ofSeconds(60), time);
        breaker.leave(breaker.enter(), CircuitBreaker.Finding.DOWN);
        time.passes(Duration.ofSeconds(60));

        var test = breaker.enter();

        assertThat(test).isEqualTo(CircuitBreaker.Pass.AS_A_TEST);
        assertThat(breaker.enter()).isEqualTo(CircuitBreaker.Pass.REFUSED);
        breaker.leave(test, CircuitBreaker.Finding.NOTHING);
        assertThat(breaker.enter()).isEqualTo(CircuitBreaker.Pass.AS_A_TEST);
    }

    private void down(int requests) {
        api.failingNext(3 * requests, 500);
        for (int i = 0; i < requests; i++) {
            assertThatThrownBy(() -> locations.find("Depot")).hasMessageContaining("status 500");
        }
    }
}
