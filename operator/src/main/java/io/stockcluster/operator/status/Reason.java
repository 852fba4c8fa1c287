package io.stockcluster.operator.status;

import io.stockcluster.operator.observe.Obstacle;

/** Why, in one word: the same in conditions and events. */
public enum Reason {
    // What the operator does.
    DRAINING("Draining"),
    UNDRAINED("Undrained"),
    EVICTED("Evicted"),
    DELETED("Deleted"),
    ROLLED_BACK("RolledBack"),
    RESIZED("Resized"),
    SIZE_TOLD("SizeTold"),
    WAITING("Waiting"),
    AS_WISHED("AsWished"),
    // What keeps it from doing more.
    PAUSED("Paused"),
    NOT_PAUSED("NotPaused"),
    NOT_APPROVED("NotApproved"),
    OUTSIDE_WINDOWS("OutsideWindows"),
    ROLLOUT_STALLED("RolloutStalled"),
    POD_CANNOT_START("PodCannotStart"),
    TAKES_LONG("TakesLong"),
    NOTHING_BLOCKS("NothingBlocks"),
    SCALE_DOWN_REFUSED("ScaleDownRefused"),
    SCALE_DOWN_POSSIBLE("NotRefused"),
    NOTHING_BROKEN("NothingBroken"),
    // What the spec or Kubernetes lacks.
    NO_IMAGE("NoImage"),
    NAME_TAKEN("NameTaken"),
    KIND_MISSING("KindMissing"),
    REFUSED("RefusedByKubernetes"),
    // How far the nodes are.
    ALL_NODES_READY("AllNodesReady"),
    NODES_ROLLING("NodesRolling"),
    NODES_STARTING("NodesStarting"),
    // How the shards are.
    ALL_SAFE("AllSafe"),
    NOT_SAFE("NotSafe"),
    NOT_KNOWN("NotKnown");

    private final String word;

    Reason(String word) {
        this.word = word;
    }

    static Reason of(Obstacle obstacle) {
        return switch (obstacle.kind()) {
            case NO_IMAGE -> NO_IMAGE;
            case NAME_TAKEN -> NAME_TAKEN;
            case KIND_MISSING -> KIND_MISSING;
            case REFUSED -> REFUSED;
        };
    }

    public String word() {
        return word;
    }
}
