package io.stockcluster.node.locations;

import java.net.URI;
import java.time.Duration;

/**
 * How a Location API is asked.
 *
 * @param baseUrl what {@code /locations/…} and {@code /health} come after
 * @param attempts how often one request is tried in all
 * @param firstBackoff the pause before the second attempt
 * @param maxBackoff the longest pause
 * @param multiplier how much longer each pause is than the one before
 * @param attemptTimeout how long one attempt may take, its body included
 * @param breakerThreshold after how many requests in a row that failed for good no more are sent
 * @param breakerQuiet for how long none are, before one is let through as a test
 * @param cacheEntries how many answers are kept of each kind, as far as the API allows it
 */
public record LocationApiSettings(
        URI baseUrl,
        int attempts,
        Duration firstBackoff,
        Duration maxBackoff,
        double multiplier,
        Duration attemptTimeout,
        int breakerThreshold,
        Duration breakerQuiet,
        int cacheEntries) {

    public LocationApiSettings {
        require(
                baseUrl.getHost() != null
                        && ("http".equalsIgnoreCase(baseUrl.getScheme())
                                || "https".equalsIgnoreCase(baseUrl.getScheme()))
                        && baseUrl.getRawQuery() == null
                        && baseUrl.getRawFragment() == null,
                "'" + baseUrl + "' is no base of a Location API: use http:// or https://, a host, and a path at most");
        require(attempts >= 1, attempts + " attempts never ask: use 1 or more");
        require(!firstBackoff.isNegative(), "a first backoff of " + firstBackoff + " is negative: use 0 or more");
        require(!maxBackoff.isNegative(), "a longest backoff of " + maxBackoff + " is negative: use 0 or more");
        require(multiplier >= 1, "a multiplier of " + multiplier + " shortens the backoff: use 1 or more");
        require(attemptTimeout.isPositive(), "an attempt cannot end within " + attemptTimeout + ": use more than 0");
        require(breakerThreshold >= 1, "a threshold of " + breakerThreshold + " lets nothing through: use 1 or more");
        require(!breakerQuiet.isNegative(), "a quiet period of " + breakerQuiet + " is negative: use 0 or more");
        require(cacheEntries >= 0, "a cache of " + cacheEntries + " entries is negative: use 0 or more");
    }

    /** With the usual limits. */
    public static LocationApiSettings at(URI baseUrl) {
        return new LocationApiSettings(
                baseUrl,
                3,
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                2,
                Duration.ofSeconds(2),
                5,
                Duration.ofSeconds(60),
                10_000);
    }

    /**
     * The pause after so many attempts that failed.
     *
     * @param chance from 0 to 1: by how much of a fifth it is longer than it has to be, so that those who failed together
     *     do not all come back together
     */
    Duration backoff(int failed, double chance) {
        double longest = maxBackoff.toNanos();
        double exact = Math.min(longest, firstBackoff.toNanos() * Math.pow(multiplier, failed - 1.0));
        return Duration.ofNanos((long) Math.min(longest, exact * (1 + 0.2 * chance)));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
