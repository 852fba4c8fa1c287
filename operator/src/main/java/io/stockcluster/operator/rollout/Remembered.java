package io.stockcluster.operator.rollout;

import io.stockcluster.crds.v1.PlanStatus;
import io.stockcluster.crds.v1.RolledBackStatus;
import io.stockcluster.crds.v1.RolloutStatus;
import io.stockcluster.crds.v1.StockClusterStatus;
import java.util.Optional;

/** What the status keeps from one decision to the next. All of it may be lost, which costs looks and waits, nothing else. */
public record Remembered(RolloutStatus rollout, Optional<PlanStatus> proposal, Optional<RolledBackStatus> rolledBack) {

    public static final Remembered NOTHING = new Remembered(RolloutStatus.NONE, Optional.empty(), Optional.empty());

    public static Remembered of(Optional<StockClusterStatus> status) {
        return new Remembered(
                status.map(StockClusterStatus::rollout).orElse(RolloutStatus.NONE),
                status.map(StockClusterStatus::plan),
                status.map(StockClusterStatus::rolledBack));
    }
}
