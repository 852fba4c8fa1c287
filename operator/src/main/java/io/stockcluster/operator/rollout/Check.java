package io.stockcluster.operator.rollout;

/**
 * What must hold before a healthy actor node is taken, or while the operator waits for something else. In this order: the
 * first that does not hold is the one that people are told in a word.
 */
public enum Check {
    /** Kubernetes has taken up the last change of the StatefulSet. */
    CACHE_FRESH("CacheFresh"),
    /** Each pod that there should be is there, ready, and does not terminate. */
    ALL_PODS_READY("AllPodsReady"),
    /** Each pod's management port answers. */
    ALL_PODS_ANSWER("AllPodsAnswer"),
    /** Each node sees the same members and the same oldest, as many as there are pods. */
    SINGLE_VIEW("SingleView"),
    /** Each node has been told the size that the cluster has. */
    SIZE_KNOWN("SizeKnown"),
    /** Each node may answer: it is in touch with a majority. */
    QUORUM("Quorum"),
    /** No node is drained, or about to be. */
    NONE_DRAINED("NoneDrained"),
    /** No shard is without any copy. */
    NO_SHARD_LOST("NoShardLost"),
    /** Each node says that every shard has its copies. */
    ALL_MEMBERS_SAFE("AllMembersSafe"),
    /** No shard is on its way. */
    NO_MIGRATIONS("NoMigrations"),
    /** Each node owns some shards: one that has just joined has its share. */
    BALANCED("Balanced"),
    /** The nodes that stay are enough for the copies that a write waits for. */
    COPIES_HOLD("CopiesHold"),
    /** The nodes that stay are a majority. */
    MAJORITY_HOLDS("MajorityHolds"),
    /** The nodes that stay have room for what the one that goes holds. */
    HEAP_ROOM("HeapRoom"),
    /** All of the above, seen twice in a row. */
    CALM("Calm"),
    /** The node that is taken has handed over everything, as it says itself. */
    HANDED_OVER("HandedOver"),
    /** The new nodes have joined. */
    JOINED("Joined"),
    /** The newest revision is known to start. */
    STARTS("Starts"),
    /** Somebody has approved the plan. */
    APPROVED("Approved"),
    /** It is a time at which nodes may be taken. */
    WINDOW("Window"),
    /** The cluster is not paused. */
    NOT_PAUSED("NotPaused");

    private final String word;

    Check(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Whether Kubernetes tells when it comes true: it is about pods, StatefulSets and what people write. */
    boolean isTold() {
        return switch (this) {
            case CACHE_FRESH, ALL_PODS_READY, APPROVED, WINDOW, NOT_PAUSED -> true;
            default -> false;
        };
    }

    /** Whether it is about the cluster as it is, and not about what would be without one of its nodes. */
    boolean isOfTheWhole() {
        return compareTo(COPIES_HOLD) < 0;
    }
}
