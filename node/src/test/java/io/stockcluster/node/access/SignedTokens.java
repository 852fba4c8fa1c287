package io.stockcluster.node.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.stockcluster.node.config.KeySource;
import io.stockcluster.node.config.Settings.Auth;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** Tokens as a provider makes them, and the check that is to take them. */
final class SignedTokens {

    static final RSAKey KEY = key("one");
    static final RSAKey OTHER = key("two");
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private SignedTokens() {}

    /** Takes tokens of the provider https://id for this API. */
    static TokenCheck check(KeySource source, Clock clock) {
        Auth auth = new Auth(Auth.Mode.JWT, Optional.of(source), Optional.of("https://id"), "stock-api");
        return new TokenCheck(auth, source, clock);
    }

    /** Of Ann, who is a clerk, for a minute. */
    static JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .subject("7")
                .issuer("https://id")
                .audience("stock-api")
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .claim("name", "Ann")
                .claim("job", "Clerk");
    }

    static Optional<String> bearer(JWTClaimsSet claims) throws Exception {
        return Optional.of("Bearer " + sign(claims, KEY, JWSAlgorithm.RS256));
    }

    static String sign(JWTClaimsSet claims, RSAKey key, JWSAlgorithm algorithm) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
