package io.stockcluster.node.access;

import static io.stockcluster.node.access.SignedTokens.KEY;
import static io.stockcluster.node.access.SignedTokens.NOW;
import static io.stockcluster.node.access.SignedTokens.OTHER;
import static io.stockcluster.node.access.SignedTokens.bearer;
import static io.stockcluster.node.access.SignedTokens.check;
import static io.stockcluster.node.access.SignedTokens.good;
import static io.stockcluster.node.access.SignedTokens.sign;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.stockcluster.node.config.KeySource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCheckTest {

    private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
    private final Clock clock =
            InstantSource.tick(time::get, Duration.ofNanos(1)).withZone(ZoneOffset.UTC);

    @Test
    void a_good_token_tells_who_asks() throws Exception {
        assertThat(check(single(), clock).caller(bearer(good().build())))
                .contains(new Caller.Person("7", "Ann", "Clerk", Optional.empty(), NOW.plusSeconds(60)));
    }

    @Test
    void the_location_claim_is_one_text_or_a_list() throws Exception {
        try (TokenCheck check = check(single(), clock)) {
            assertThat(locations(check, "Depot")).contains(Set.of("Depot"));
            assertThat(locations(check, List.of("Depot", "Shop 1"))).contains(Set.of("Depot", "Shop 1"));
            assertThat(locations(check, List.of())).contains(Set.of());
        }
    }

    @Test
    void a_location_claim_of_another_kind_names_no_location() throws Exception {
        try (TokenCheck check = check(single(), clock)) {
            assertThat(locations(check, 5)).contains(Set.of());
            assertThat(locations(check, List.of(1))).contains(Set.of());
            assertThat(locations(check, List.of(1, "Depot"))).contains(Set.of("Depot"));
        }
    }

    @Test
    void a_token_that_was_tampered_with_is_bad_wherever_that_was() throws Exception {
        try (TokenCheck check = check(single(), clock)) {
            for (int i = 0; i < 20; i++) {
                String token = sign(good().claim("jti", "token " + i).build(), KEY, JWSAlgorithm.RS256);
                String most = token.substring(0, token.length() - 1);
                char last = token.charAt(token.length() - 1);
                for (char other : "ABEIMQUYcgkosw048x!=%".toCharArray()) {
                    if (other != last) {
                        assertThat(check.caller(Optional.of("Bearer " + most + other)))
                                .as("%s for %s", other, last)
                                .isEmpty();
                    }
                }
                for (String more : List.of("!", "=", "==", "%", "A")) {
                    assertThat(check.caller(Optional.of("Bearer " + token + more)))
                            .isEmpty();
                }
                assertThat(check.caller(Optional.of("Bearer " + token.replaceFirst("\\.", " ."))))
                        .isEmpty();
                assertThat(check.caller(Optional.of("Bearer " + token))).isPresent();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "name", "job", "aud", "iss", "exp"})
    void a_token_without_one_of_its_claims_is_bad(String claim) throws Exception {
        JWTClaimsSet claims = good().claim(claim, null).build();

        assertThat(check(single(), clock).caller(bearer(claims))).isEmpty();
    }

    @Test
    void a_token_for_somebody_else_or_of_somebody_else_is_bad() throws Exception {
        assertThat(rejected(claims -> claims.audience("other-api"))).isTrue();
        assertThat(rejected(claims -> claims.issuer("https://elsewhere"))).isTrue();
        assertThat(rejected(claims -> claims.audience(List.of("other-api", "stock-api"))))
                .isFalse();
    }

    @Test
    void a_token_ends_to_the_second_also_where_it_was_good_before() throws Exception {
        TokenCheck check = check(single(), clock);
        Optional<String> header = bearer(good().build());

        assertThat(check.caller(header)).isPresent();
        time.set(NOW.plusSeconds(59));
        assertThat(check.caller(header)).isPresent();
        time.set(NOW.plusSeconds(60));
        assertThat(check.caller(header)).isEmpty();
    }

    @Test
    void only_rs256_by_the_right_key_counts() throws Exception {
        TokenCheck check = check(single(), clock);
        JWTClaimsSet claims = good().build();
        var unsigned = new PlainJWT(claims);
        var symmetric = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        symmetric.sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()));

        assertThat(check.caller(Optional.of("Bearer " + sign(claims, OTHER, JWSAlgorithm.RS256))))
                .isEmpty();
        assertThat(check.caller(Optional.of("Bearer " + sign(claims, KEY, JWSAlgorithm.RS512))))
                .isEmpty();
        assertThat(check.caller(Optional.of("Bearer " + unsigned.serialize()))).isEmpty();
        assertThat(check.caller(Optional.of("Bearer " + symmetric.serialize()))).isEmpty();
    }

    @Test
    void whatever_is_no_bearer_token_is_bad() throws Exception {
        TokenCheck check = check(single(), clock);
        String token = sign(good().build(), KEY, JWSAlgorithm.RS256);

        assertThat(check.caller(Optional.empty())).isEmpty();
        assertThat(check.caller(Optional.of(""))).isEmpty();
        assertThat(check.caller(Optional.of("Bearer"))).isEmpty();
        assertThat(check.caller(Optional.of("Bearer  "))).isEmpty();
        assertThat(check.caller(Optional.of("Basic " + token))).isEmpty();
        assertThat(check.caller(Optional.of("Bearer a.b.c"))).isEmpty();
        assertThat(check.caller(Optional.of("Bearer " + token + "x"))).isEmpty();
        assertThat(check.caller(Optional.of("bearer " + token))).isPresent();
    }

    private boolean rejected(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        return check(single(), clock)
                .caller(bearer(change.apply(good()).build()))
                .isEmpty();
    }

    private Optional<Set<String>> locations(TokenCheck check, Object claim) throws Exception {
        return check.caller(bearer(good().claim("location", claim).build()))
                .map(Caller.Person.class::cast)
                .flatMap(Caller.Person::locations);
    }

    private static KeySource single() throws Exception {
        return new KeySource.PublicKey(KEY.toRSAPublicKey());
    }
}
