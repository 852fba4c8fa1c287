package io.stockcluster.node.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ActorSystemConfig;
import io.stockcluster.actors.Replication;
import io.stockcluster.node.Api;
import io.stockcluster.node.access.AccessSerializers;
import io.stockcluster.node.access.Jobs;
import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Call;
import io.stockcluster.node.web.NumberText;
import io.stockcluster.node.web.Refusal;
import io.stockcluster.node.web.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered by a node that is stopping, or by one that is told nonsense. */
class ClusterChangesTest {

    private static ActorSystem started(ActorSystemConfig config) {
        return ActorSystem.start(config.withSerializers(AccessSerializers.all()), Jobs.type(Replication.of(1)));
    }

    private static ActorSystem host() {
        return started(ActorSystemConfig.host("changes-test", "node-0", Api.freePort()));
    }

    private static ActorSystem asker() {
        return started(ActorSystemConfig.client("changes-test", "http-0", List.of("127.0.0.1:" + Api.freePort())));
    }

    /** Of all calls that change something, in the order in which they are described; the size is set to that. */
    private static List<Answer> answers(ActorSystem system, String size) {
        return new ClusterChanges(Optional.empty(), () -> Optional.of(system))
                .routes().stream()
                        .map(route -> answer(route, new FromHere(Map.of("size", new NumberText(size)))))
                        .toList();
    }

    private static Answer answer(Route route, Call call) {
        try {
            return route.endpoint().answer(call);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    @Test
    void a_node_that_has_stopped_says_that_others_should_be_asked() {
        ActorSystem system = host();
        system.close();

        assertThat(answers(system, "1")).containsOnly(Answer.status(503, "ActorTierUnavailable"));
    }

    @Test
    void so_does_a_node_without_actors_that_leaves() {
        ActorSystem system = asker();
        system.leave(Duration.ZERO);

        assertThat(answers(system, "1")).containsOnly(Answer.status(503, "ActorTierUnavailable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1001", "999999999", "-1", "1.5", "1e3"})
    void the_expected_size_has_the_bounds_that_the_setting_has(String size) {
        try (ActorSystem system = host()) {
            assertThat(answers(system, size).getLast()).isEqualTo(Answer.named(400, "invalidValues", List.of("size")));
            assertThat(answers(system, "1000").getLast()).isEqualTo(Answer.json(200, Map.of("size", 1000)));
        }
    }

    /** A call from this very machine. */
    private record FromHere(Map<String, Object> body) implements Call {

        @Override
        public Optional<String> path(String name) {
            return Optional.empty();
        }

        @Override
        public String rawPath() {
            return "/";
        }

        @Override
        public List<String> query(String name) {
            return List.of();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
        }

        @Override
        public boolean fromLoopback() {
            return true;
        }
    }
}
