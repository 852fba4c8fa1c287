package io.stockcluster.node.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.node.web.Route;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthTest {

    private final Lifecycle lifecycle = new Lifecycle();
    private final AtomicBoolean works = new AtomicBoolean(true);
    private final AtomicBoolean reached = new AtomicBoolean(true);
    private final AtomicBoolean merged = new AtomicBoolean(true);
    private final List<Route> routes =
            new Health(lifecycle, works::get, merged::get, Map.of("actors", reached::get)).routes();

    private int status(String question) {
        return routes.stream()
                .filter(route -> route.path().equals(List.of("health", question)))
                .findFirst()
                .orElseThrow()
                .endpoint()
                .answer(null)
                .status();
    }

    @Test
    void a_node_that_starts_lives_and_is_neither_started_nor_ready() {
        assertThat(status("live")).isEqualTo(200);
        assertThat(status("started")).isEqualTo(503);
        assertThat(status("ready")).isEqualTo(503);
    }

    @Test
    void a_node_that_brings_its_side_of_a_split_over_is_not_started() {
        lifecycle.reach(Lifecycle.Step.RUNNING);
        merged.set(false);

        assertThat(status("live")).isEqualTo(200);
        assertThat(status("started")).isEqualTo(503);
    }

    @Test
    void a_node_that_misses_others_is_not_ready_but_no_restart_would_help() {
        lifecycle.reach(Lifecycle.Step.RUNNING);
        reached.set(false);

        assertThat(status("live")).isEqualTo(200);
        assertThat(status("started")).isEqualTo(200);
        assertThat(status("ready")).isEqualTo(503);
    }

    @Test
    void a_node_that_can_do_nothing_any_more_does_not_live() {
        lifecycle.reach(Lifecycle.Step.RUNNING);
        works.set(false);

        assertThat(status("live")).isEqualTo(503);
    }

    @Test
    void a_node_that_leaves_is_not_ready() {
        lifecycle.reach(Lifecycle.Step.RUNNING);
        lifecycle.reach(Lifecycle.Step.LEAVING);

        assertThat(status("ready")).isEqualTo(503);
        assertThat(status("started")).isEqualTo(200);
    }
}
