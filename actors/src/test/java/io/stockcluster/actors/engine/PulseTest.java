package io.stockcluster.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.spi.impl.NodeEngine;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PulseTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void a_host_works_until_one_of_its_shards_threads_is_stuck_and_when_that_one_goes_on() {
        var config = new Config().setClusterName("pulse-test");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        var member = Hazelcast.newHazelcastInstance(config);
        NodeEngine engine = ((HazelcastInstanceProxy) member).getOriginal().node.getNodeEngine();
        var end = new CountDownLatch(1);
        try (var pulse = new Pulse(engine, 2)) {
            assertThat(pulse.beats()).isTrue();

            var stuck = OnShard.ask(engine, 1, () -> waited(end));
            await().atMost(LONG).until(() -> !pulse.beats());
            end.countDown();
            await().atMost(LONG).until(pulse::beats);
            assertThat(stuck).succeedsWithin(LONG).isEqualTo(true);
        } finally {
            member.getLifecycleService().terminate();
        }
    }

    private static boolean waited(CountDownLatch end) {
        try {
            end.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
