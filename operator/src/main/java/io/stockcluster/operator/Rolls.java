package io.stockcluster.operator;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.stockcluster.operator.desired.Component;
import io.stockcluster.operator.metrics.OperatorMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Times the rolls of either tier to another revision, from when this operator first sees them to when they are over. */
final class Rolls {

    private final Map<Roll, Instant> begun = new ConcurrentHashMap<>();
    private final OperatorMetrics metrics;

    Rolls(OperatorMetrics metrics) {
        this.metrics = metrics;
    }

    private record Roll(ResourceID cluster, Component tier) {}

    void see(ResourceID cluster, Component tier, boolean rolls, Instant now) {
        Roll roll = new Roll(cluster, tier);
        if (rolls) {
            begun.putIfAbsent(roll, now);
        } else {
            Optional.ofNullable(begun.remove(roll))
                    .ifPresent(since -> metrics.rolled(word(tier), Duration.between(since, now)));
        }
    }

    void forget(ResourceID cluster) {
        begun.keySet().removeIf(roll -> roll.cluster().equals(cluster));
    }

    private static String word(Component tier) {
        return switch (tier) {
            case ACTOR -> "actors";
            case HTTP -> "http";
        };
    }
}
