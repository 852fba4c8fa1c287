package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.act.Events;
import io.stockcluster.operator.status.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people are told, on a real API server and with the rights that the chart gives. */
@ExtendWith(OnKubernetes.class)
class EventsIT {

    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    @Test
    void theSameOnceMoreIsCountedAndAnythingElseStandsForItself(RealKubernetes kubernetes) {
        Shop shop = Shop.open(kubernetes);
        shop.apply("demo", "{}");
        StockCluster cluster = shop.get(StockCluster.class, "demo");
        Told drained = new Told("Draining", "demo-actors-2 hands its shards over", false);
        Told deleted = new Told("Deleted", "demo-actors-2 is deleted", true);

        try (KubernetesClient client = kubernetes.operator(new ArrayList<>())) {
            Events events = new Events(client);
            events.tell(cluster, drained, NOON);
            events.tell(cluster, deleted, NOON.plusSeconds(1));
            events.tell(cluster, drained, NOON.plusSeconds(2));
            events.tell(cluster, drained, NOON.plusSeconds(3));
        }

        List<Event> told = shop.list(Event.class);
        shop.deleteEverything();
        assertThat(told)
                .extracting(
                        Event::getType,
                        Event::getReason,
                        Event::getMessage,
                        Event::getCount,
                        Event::getFirstTimestamp,
                        Event::getLastTimestamp)
                .containsExactlyInAnyOrder(
                        tuple("Normal", "Draining", drained.sentence(), 3, time(0), time(3)),
                        tuple("Warning", "Deleted", deleted.sentence(), 1, time(1), time(1)));
    }

    private static String time(int second) {
        return NOON.plusSeconds(second).toString();
    }
}
