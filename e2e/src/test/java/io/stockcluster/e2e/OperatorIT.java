package io.stockcluster.e2e;

import static io.stockcluster.e2e.Rolling.nobodyWasRefusedTwice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockcluster.traffic.Load;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@EndToEnd
class OperatorIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void the_http_tier_is_scaled_up_and_down(Stock stock, Load load) {
        stock.change("{\"http\": {\"replicas\": 2}}");
        await().atMost(PATIENCE).until(() -> stock.httpPods().size() == 2);
        stock.awaitReady();

        stock.change("{\"http\": {\"replicas\": 1}}");
        await().atMost(PATIENCE).until(() -> stock.httpPods().size() == 1);
        stock.awaitReady();
        nobodyWasRefusedTwice(load);
    }

    @Test
    void an_operator_that_is_killed_in_the_midst_of_a_change_brings_it_about_when_it_is_back(Stock stock, Load load) {
        stock.change("{\"http\": {\"replicas\": 2}}");
        stock.cluster().replaceOperator();

        await().atMost(PATIENCE).until(() -> stock.httpPods().size() == 2);
        stock.awaitReady();
        stock.change("{\"http\": {\"replicas\": 1}}");
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
    void while_the_api_server_is_away_the_service_goes_on_and_the_operator_too_when_it_is_back(Stock stock) {
        stock.cluster()
                .withoutApiServer(() -> await("sales go on")
                        .pollDelay(Duration.ofSeconds(3))
                        .atMost(PATIENCE)
                        .ignoreException(UncheckedIOException.class)
                        .until(() -> stock.api("Store Stock Controller")
                                        .level("Shop-nowhere", "Tea")
                                        .status()
                                > 0));

        stock.change("{\"http\": {\"jvmOptions\": \"-Xmx97m -XX:+UseSerialGC -XX:TieredStopAtLevel=1\"}}");
        stock.awaitReady();
        assertThat(stock.httpPods())
                .allMatch(pod -> pod.getSpec().getContainers().getFirst().getEnv().stream()
                        .anyMatch(variable -> variable.getName().equals("JDK_JAVA_OPTIONS")
                                && variable.getValue().contains("-Xmx97m")));
    }
}
