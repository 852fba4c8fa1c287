package io.stockcluster.operator.status;

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
    ROLLOUT_STALLED("RolloutStalled"),
    POD_CANNOT_START("PodCannotStart"),
    TAKES_LONG("TakesLong"),
    NOTHING_BLOCKS("NothingBlocks"),
    SCALE_DOWN_REFUSED("ScaleDownRefused"),
    SCALE_DOWN_POSSIBLE("NotRefused"),
    NOTHING_BROKEN("NothingBroken"),
    // How the shards are.
    ALL_SAFE("AllSafe"),
    NOT_SAFE("NotSafe"),
    NOT_KNOWN("NotKnown");

    private final String word;

    Reason(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
