package io.stockcluster.node.access;

import com.nimbusds.jwt.JWTClaimsSet;
import io.stockcluster.node.config.Settings.Auth;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token must say, and whom it then speaks of. */
final class Claims {

    /** A token that begins just now at a clock a little ahead of ours is not yet bad; one that has ended is. */
    private static final Duration EARLY = Duration.ofSeconds(60);

    private final Auth auth;
    private final Clock clock;

    Claims(Auth auth, Clock clock) {
        this.auth = auth;
        this.clock = clock;
    }

    /** Nobody, where a claim is missing, of another kind, or not as the settings want it. */
    Optional<Caller.Person> person(JWTClaimsSet claims) {
        try {
            if (!valid(claims)) {
                return Optional.empty();
            }
            Optional<String> subject = text(claims, "sub");
            Optional<String> name = text(claims, "name");
            Optional<String> job = text(claims, "job");
            if (subject.isEmpty() || name.isEmpty() || job.isEmpty()) {
                return Optional.empty();
            }
            Instant until = claims.getExpirationTime().toInstant();
            return Optional.of(new Caller.Person(subject.get(), name.get(), job.get(), locations(claims), until));
        } catch (ParseException _) {
            return Optional.empty();
        }
    }

    private boolean valid(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date end = claims.getExpirationTime();
        Date begin = claims.getNotBeforeTime();
        return end != null
                && end.toInstant().isAfter(now)
                && (begin == null || !begin.toInstant().isAfter(now.plus(EARLY)))
                && claims.getAudience().contains(auth.audience())
                && auth.issuer()
                        .map(issuer -> issuer.equals(claims.getIssuer()))
                        .orElse(true);
    }

    private static Optional<String> text(JWTClaimsSet claims, String claim) throws ParseException {
        return Optional.ofNullable(claims.getStringClaim(claim)).filter(text -> !text.isBlank());
    }

    /** A claim that names no location as it should allows none; a job that is not limited does not care. */
    private static Optional<Set<String>> locations(JWTClaimsSet claims) {
        return switch (claims.getClaim("location")) {
            case null -> Optional.empty();
            case String one -> Optional.of(Set.of(one));
            case Collection<?> several ->
                Optional.of(several.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toUnmodifiableSet()));
            default -> Optional.of(Set.of());
        };
    }
}
