package io.stockcluster.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MetersTest {

    @Test
    void a_count_that_is_kept_elsewhere_is_read_as_long_as_the_node_lives() {
        var count = new AtomicLong(1);
        try (var meters = new Meters()) {
            meters.counted("stock.test", "A test", () -> count.get());
            assertThat(meters.text()).contains("stock_test_total 1.0");

            collectGarbage();
            count.set(7);

            assertThat(meters.text()).contains("stock_test_total 7.0");
        }
    }

    private static void collectGarbage() {
        var garbage = new WeakReference<>(new Object());
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            return garbage.get() == null;
        });
    }
}
