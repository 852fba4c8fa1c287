package io.stockcluster.node.locations;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** How long an answer may be used again, by its {@code Cache-Control}; without a word of it, not at all. */
final class Freshness {

    private static final Pattern MAX_AGE = Pattern.compile("max-age=\"?(\\d+)\"?");
    private static final Pattern SECONDS = Pattern.compile("\\d+");

    /** A year: longer is said by those who mean forever. */
    private static final long LONGEST = 31_536_000;

    private Freshness() {}

    static Duration of(HttpHeaders headers) {
        long maxAge = 0;
        for (var directive :
                String.join(",", headers.allValues("Cache-Control")).split(",", -1)) {
            var word = directive.trim().toLowerCase(Locale.ROOT);
            if (word.equals("no-store") || word.equals("no-cache") || word.startsWith("no-cache=")) {
                return Duration.ZERO;
            }
            var age = MAX_AGE.matcher(word);
            if (age.matches()) {
                maxAge = seconds(age.group(1));
            }
        }
        // Some of it is over already where another cache is in between.
        long age = headers.firstValue("Age")
                .map(String::trim)
                .map(Freshness::seconds)
                .orElse(0L);
        return Duration.ofSeconds(Math.max(0, maxAge - age));
    }

    private static long seconds(String digits) {
        if (!SECONDS.matcher(digits).matches()) {
            return 0;
        }
        return digits.length() > 9 ? LONGEST : Math.min(LONGEST, Long.parseLong(digits));
    }
}
