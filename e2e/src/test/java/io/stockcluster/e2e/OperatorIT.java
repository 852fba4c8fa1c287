package io.stockcluster.e2e;

import static io.stockcluster.e2e.Rolling.nobodyWasRefusedTwice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockcluster.traffic.Load;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@EndToEnd
class OperatorIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration OUTAGE = Duration.ofSeconds(3);

    @Test
    void the_http_tier_is_scaled_up_although_the_operator_is_killed_meanwhile_and_down(Stock stock, Load load) {
        stock.change("{\"http\": {\"replicas\": 2}}");
        stock.cluster().replaceOperator();
        await().atMost(PATIENCE).until(() -> stock.httpPods().size() == 2);
        stock.awaitReady();

        stock.change("{\"http\": {\"replicas\": 1}}");
        await().atMost(PATIENCE).until(() -> stock.httpPods().size() == 1);
        stock.awaitReady();
        nobodyWasRefusedTwice(load);
    }

    @Test
    void what_somebody_deletes_of_it_is_made_anew(Stock stock, Load load) {
        var services = stock.cluster().client().services().inNamespace("default");
        String uid = services.withName(stock.name() + "-actors")
                .require()
                .getMetadata()
                .getUid();

        services.withName(stock.name() + "-actors").delete();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                services.withName(stock.name() + "-actors").get())
                        .isNotNull()
                        .extracting(service -> service.getMetadata().getUid())
                        .isNotEqualTo(uid));
        stock.awaitSafe();
        nobodyWasRefusedTwice(load);
    }

    @Test
    @Needs(Ability.OUTAGE)
    void while_the_api_server_is_away_the_service_goes_on_and_the_operator_too_when_it_is_back(Stock stock, Load load) {
        load.lately();
        stock.cluster()
                .withoutApiServer(
                        () -> await().pollDelay(OUTAGE).atMost(PATIENCE).until(() -> true));
        assertThat(load.lately().acknowledged()).as("sales meanwhile").isGreaterThan(10);

        stock.awaitLookedAfter();
        nobodyWasRefusedTwice(load);
    }
}
