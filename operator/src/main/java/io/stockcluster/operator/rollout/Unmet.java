package io.stockcluster.operator.rollout;

/**
 * A check that does not hold.
 *
 * @param sentence what is, with the names and numbers
 */
public record Unmet(Check check, String sentence) {}
