package io.stockcluster.node.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.stockcluster.node.config.KeySource;
import io.stockcluster.node.config.Settings.Auth;
import java.text.ParseException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Checks a bearer token: signed with RS256 by a key of the source, and its claims as the settings want them. What was
 * good is remembered for a while, since a signature costs far more to check than to look up.
 */
final class TokenCheck implements AutoCloseable {

    private static final String SCHEME = "Bearer ";
    private static final int LONGEST = 16_384;

    private final SigningKeys keys;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final Claims claims;
    private final KnownTokens known;

    TokenCheck(Auth auth, KeySource source, Clock clock) {
        keys = SigningKeys.of(source);
        claims = new Claims(auth, clock);
        known = new KnownTokens(clock);
        processor.setJWSKeySelector(keys.selector());
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        // All claims are looked at in one place, by the clock that is given.
        processor.setJWTClaimsSetVerifier((ignored, context) -> {});
    }

    Optional<Caller> caller(Optional<String> authorization) {
        return authorization
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip())
                .filter(token -> token.length() <= LONGEST)
                .flatMap(this::person)
                .map(Caller.class::cast);
    }

    /**
     * Whether each part is the one way in which its bytes are written. The library passes over characters and bits that
     * mean nothing: what was tampered with only there would pass.
     */
    private static boolean exact(String token) {
        return Arrays.stream(token.split("\\.", -1)).allMatch(TokenCheck::exactPart);
    }

    private static boolean exactPart(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private Optional<Caller.Person> person(String token) {
        Optional<Caller.Person> remembered = known.find(token);
        if (remembered.isPresent()) {
            return remembered;
        }
        if (!exact(token)) {
            return Optional.empty();
        }
        Optional<Caller.Person> person = verified(token).flatMap(claims::person);
        person.ifPresent(found -> known.remember(token, found));
        return person;
    }

    private Optional<JWTClaimsSet> verified(String token) {
        try {
            return Optional.of(processor.process(SignedJWT.parse(token), null));
        } catch (KeySourceException e) {
            boolean unavailable = e instanceof RemoteKeySourceException || e instanceof JWKSetUnavailableException;
            if (unavailable || !keys.areThere()) {
                // Their messages may hold parts of what was fetched; the class says enough.
                throw new KeysUnavailable("No token can be checked: the key set at AUTH_JWKS_URL cannot be fetched");
            }
            // Too many unknown key ids in a short time: the set is not fetched again for each of them.
            return Optional.empty();
        } catch (ParseException | BadJOSEException | JOSEException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        keys.close();
    }
}
