package io.stockcluster.operator.desired;

import java.util.Optional;

/**
 * Where a change of the cluster is, as far as the resources show it.
 *
 * @param actorReplicas the actor pods there are to be now; on the way to what the spec asks for
 * @param copying what nodes are told of copies now; on the way to what the spec asks for
 * @param mayLoseAPod whether an actor pod may be evicted now
 * @param httpWaits whether the HTTP pods keep their revision, since the actor pods go first
 * @param givenUp the fingerprint of an actor pods' template that is not to be tried again
 * @param complete whether every actor pod runs what the spec asked for when it was last written
 */
public record Stage(
        int actorReplicas,
        Copying copying,
        boolean mayLoseAPod,
        boolean httpWaits,
        Optional<String> givenUp,
        boolean complete) {

    /** Of a cluster that is as its spec asks. */
    static Stage settled(int actorReplicas, Copying copying) {
        return new Stage(actorReplicas, copying, true, false, Optional.empty(), false);
    }
}
