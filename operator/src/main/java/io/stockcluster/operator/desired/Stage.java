package io.stockcluster.operator.desired;

/**
 * Where a change of the cluster is, as far as the resources show it.
 *
 * @param actorReplicas the actor pods there are to be now; on the way to what the spec asks for
 * @param copies of each pot that the running nodes keep, whatever the spec asks for by now
 * @param mayLoseAPod whether an actor pod may be evicted now
 * @param httpWaits whether the HTTP pods keep their revision, since the actor pods go first
 */
public record Stage(int actorReplicas, int copies, boolean mayLoseAPod, boolean httpWaits) {}
