/**
 * Tries a behaviour without a cluster, within milliseconds: given events, when a message comes, then events, reply and
 * messages to others. For an application's tests; nothing in production calls it.
 *
 * <p>The one door is {@link io.stockcluster.actors.testkit.Scenario}. It knows no test framework: what does not hold is
 * an {@link java.lang.AssertionError}.
 */
package io.stockcluster.actors.testkit;
