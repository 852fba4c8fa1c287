package io.stockcluster.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void measurementsTakeTurnsAndEachRoundGoesTheOtherWay() throws InterruptedException {
        List<String> order = new ArrayList<>();

        var taken = new Rounds<Integer>()
                .with("engine", () -> noted("engine", order))
                .with("raw", () -> noted("raw", order))
                .take(3);

        assertThat(order).containsExactly("engine", "raw", "raw", "engine", "engine", "raw");
        assertThat(taken).containsEntry("engine", List.of(1, 4, 5)).containsEntry("raw", List.of(2, 3, 6));
    }

    private static int noted(String name, List<String> order) {
        order.add(name);
        return order.size();
    }
}
