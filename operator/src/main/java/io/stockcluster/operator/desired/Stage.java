package io.stockcluster.operator.desired;

import java.util.Optional;

/**
 * Where a change of the cluster is, as far as the resources show it.
 *
 * @param actorReplicas the actor pods there are to be now; on the way to what the spec asks for
 * @param copies of each pot that the running nodes keep, whatever the spec asks for by now
 * @param mayLoseAPod whether an actor pod may be evicted now
 * @param httpWaits whether the HTTP pods keep their revision, since the actor pods go first
 * @param givenUp the fingerprint of an actor pods' template that is not to be tried again
 * @param complete whether every actor pod runs what the spec asked for when it was last written
 */
public record Stage(
        int actorReplicas,
        int copies,
        boolean mayLoseAPod,
        boolean httpWaits,
        Optional<String> givenUp,
        boolean complete) {

    /** Of a cluster that is as its spec asks. */
    static Stage settled(int actorReplicas, int copies) {
        return new Stage(actorReplicas, copies, true, false, Optional.empty(), false);
    }
}
