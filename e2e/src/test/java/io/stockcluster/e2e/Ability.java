package io.stockcluster.e2e;

/** What a scenario may need of a cluster, and not every one can do. */
enum Ability {
    /** The chart, and what only it makes: the operator in a pod, rights, network policies. */
    CHART,

    /** Commands and tables, as people use them. */
    KUBECTL,

    /** Ending or freezing a pod's process from outside, while the pod stays. */
    SIGNALS,

    /** An API server that does not answer for a while. */
    OUTAGE,

    /** Machines for a second cluster beside the one that all scenarios share. */
    ROOM
}
