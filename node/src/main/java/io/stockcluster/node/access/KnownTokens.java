package io.stockcluster.node.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens that were found good, by their hash: the tokens themselves stay out of memory dumps. Bounded, the one that was
 * unused longest goes first; none counts beyond its own end, nor for more than a few minutes, so that a key that the
 * provider has withdrawn does not live on here.
 */
final class KnownTokens {

    private static final int MOST = 10_000;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Clock clock;

    /** Guarded by itself. */
    private final Map<String, Known> tokens = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    private record Known(Caller.Person person, Instant until) {}

    KnownTokens(Clock clock) {
        this.clock = clock;
    }

    Optional<Caller.Person> find(String token) {
        String hash = hash(token);
        Instant now = clock.instant();
        synchronized (tokens) {
            Known known = tokens.get(hash);
            if (known == null) {
                return Optional.empty();
            }
            if (!known.until().isAfter(now)) {
                tokens.remove(hash);
                return Optional.empty();
            }
            return Optional.of(known.person());
        }
    }

    void remember(String token, Caller.Person person) {
        Instant latest = clock.instant().plus(LONGEST);
        Instant until = person.until().isBefore(latest) ? person.until() : latest;
        String hash = hash(token);
        synchronized (tokens) {
            tokens.put(hash, new Known(person, until));
        }
    }

    private static String hash(String token) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
