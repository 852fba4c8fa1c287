package io.stockcluster.e2e;

/** What a scenario may need of a cluster, and not every one can do. */
enum Ability {
    /** The chart, and what only it makes: the operator in a pod, rights, network policies. */
    CHART,

    /** Namespaces that let in no pod but those of the restricted pod security standard. */
    RESTRICTED,

    /** Commands and tables, as people use them. */
    KUBECTL,

    /** Ending or freezing a pod's process from outside, while the pod stays. */
    SIGNALS,

    /** An API server that does not answer for a while. */
    OUTAGE,

    /** Machines for a second cluster, of a production's size, beside the one that all scenarios share. */
    ROOM,

    /** Hosts outside of the cluster that answer by the names that examples give them. */
    OUTSIDE,

    /** What scales by load. */
    AUTOSCALER,

    /** An image under the name that somebody's own registry would give it. */
    IMAGES,

    /** Files in pods that come from Secrets. */
    VOLUMES,

    /** Pods that get what they ask for, and no more than they may have. */
    LIMITS,

    /** Minutes for a single scenario. */
    TIME
}
