package io.stockcluster.operator.rollout;

/** Why a pod is taken: one word for events, status, metrics and logs alike. */
public enum RestartReason {
    MACHINE_CORDONED("MachineCordoned", "its machine takes no more pods"),
    RESTART_REQUESTED("RestartRequested", "somebody asked for its restart"),
    NEW_REVISION("NewRevision", "it runs an old revision"),
    SCALED_DOWN("ScaledDown", "there are to be fewer nodes"),
    CANNOT_START("CannotStart", "it cannot start, and a newer revision may");

    private final String word;
    private final String clause;

    RestartReason(String word, String clause) {
        this.word = word;
        this.clause = clause;
    }

    public String word() {
        return word;
    }

    public String clause() {
        return clause;
    }
}
