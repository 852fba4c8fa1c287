package io.stockcluster.operator.rollout;

/** A pod that is to be taken, and why. */
public record Taking(ActorPod pod, RestartReason reason) {}
