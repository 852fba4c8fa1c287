package io.stockcluster.operator.act;

import io.stockcluster.crds.v1.PlanStatus;
import io.stockcluster.operator.observe.Observed;
import io.stockcluster.operator.observe.Obstacle;
import java.util.ArrayList;
import java.util.List;

/**
 * What one reconcile did.
 *
 * @param after what was seen, with what was written since
 * @param changes what is new in the actor pods' template, against what all of them last ran
 * @param applied what was written, as {@code Kind/name}, and what was deleted, as {@code no Kind/name}; empty in a steady state
 */
public record Written(Observed after, List<String> applied, List<Obstacle> obstacles, List<PlanStatus.Change> changes) {

    public Written {
        applied = List.copyOf(applied);
        obstacles = List.copyOf(obstacles);
        changes = List.copyOf(changes);
    }

    /** Nothing was written, for these reasons. */
    public static Written nothing(Observed seen, List<Obstacle> obstacles) {
        return new Written(seen, List.of(), obstacles, List.of());
    }

    Written alsoDeleted(List<String> deleted) {
        List<String> all = new ArrayList<>(applied);
        deleted.forEach(one -> all.add("no " + one));
        return new Written(after, all, obstacles, changes);
    }

    Written changing(List<PlanStatus.Change> found) {
        return new Written(after, applied, obstacles, found);
    }

    static Written of(Observed seen, List<Outcome> outcomes) {
        Observed after = seen;
        List<String> applied = new ArrayList<>();
        List<Obstacle> obstacles = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Unchanged unchanged -> after = after.with(unchanged.live());
                case Outcome.Applied fresh -> {
                    after = after.with(fresh.live());
                    applied.add(fresh.live().getKind() + "/"
                            + fresh.live().getMetadata().getName());
                }
                case Outcome.Blocked blocked -> obstacles.add(blocked.obstacle());
            }
        }
        return new Written(after, applied, obstacles, List.of());
    }
}
