/**
 * What to do next with the actor nodes: from what was seen, exactly one decision, with its reasons.
 *
 * <p>{@link io.stockcluster.operator.rollout.Planner} is the door: a {@link io.stockcluster.operator.rollout.Snapshot}, what
 * the status remembers and the time go in, a {@link io.stockcluster.operator.rollout.Plan} comes out. Pure: nothing is
 * asked, nothing is written, no clock is read. The reconciler calls it, {@code act} does what it decided, {@code status}
 * tells it.
 */
package io.stockcluster.operator.rollout;
