package io.stockcluster.node.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.stockcluster.node.config.KeySource;
import io.stockcluster.node.config.Settings.Auth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCheckTest {

    private static final RSAKey KEY = key("one");
    private static final RSAKey OTHER = key("two");
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
    private final Clock clock =
            InstantSource.tick(time::get, Duration.ofNanos(1)).withZone(ZoneOffset.UTC);

    @Test
    void a_good_token_tells_who_asks() throws Exception {
        assertThat(check(single()).caller(bearer(good().build())))
                .contains(new Caller.Person("7", "Ann", "Clerk", Optional.empty(), NOW.plusSeconds(60)));
    }

    @Test
    void the_location_claim_is_one_text_or_a_list() throws Exception {
        try (TokenCheck check = check(single())) {
            assertThat(locations(check, "Depot")).contains(Set.of("Depot"));
            assertThat(locations(check, List.of("Depot", "Shop 1"))).contains(Set.of("Depot", "Shop 1"));
            assertThat(locations(check, List.of())).contains(Set.of());
        }
    }

    @Test
    void a_location_claim_of_another_kind_makes_the_token_bad() throws Exception {
        try (TokenCheck check = check(single())) {
            assertThat(check.caller(bearer(good().claim("location", 5).build())))
                    .isEmpty();
            assertThat(check.caller(bearer(good().claim("location", List.of(1)).build())))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "name", "job", "aud", "iss", "exp"})
    void a_token_without_one_of_its_claims_is_bad(String claim) throws Exception {
        JWTClaimsSet claims = good().claim(claim, null).build();

        assertThat(check(single()).caller(bearer(claims))).isEmpty();
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
        TokenCheck check = check(single());
        Optional<String> header = bearer(good().build());

        assertThat(check.caller(header)).isPresent();
        time.set(NOW.plusSeconds(59));
        assertThat(check.caller(header)).isPresent();
        time.set(NOW.plusSeconds(60));
        assertThat(check.caller(header)).isEmpty();
    }

    @Test
    void only_rs256_by_the_right_key_counts() throws Exception {
        TokenCheck check = check(single());
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
        TokenCheck check = check(single());
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

    @Test
    void a_key_set_is_fetched_once_and_again_at_a_key_id_that_it_does_not_hold() throws Exception {
        try (Provider provider = new Provider(KEY);
                TokenCheck check = check(provider.source())) {
            Optional<String> old = Optional.of("Bearer " + sign(good().build(), KEY, JWSAlgorithm.RS256));
            Optional<String> fresh =
                    Optional.of("Bearer " + sign(good().subject("8").build(), OTHER, JWSAlgorithm.RS256));

            assertThat(check.caller(old)).isPresent();
            assertThat(provider.fetched()).isEqualTo(1);
            provider.publish(OTHER);
            assertThat(check.caller(fresh)).isPresent();
            assertThat(provider.fetched()).isEqualTo(2);
        }
    }

    @Test
    void a_new_key_counts_at_once_also_where_somebody_has_just_guessed_one() throws Exception {
        try (Provider provider = new Provider(KEY);
                TokenCheck check = check(provider.source())) {
            assertThat(check.caller(bearer(good().build()))).isPresent();
            await().until(() -> check.caller(guessed("a")).isEmpty() && provider.fetched() >= 2);
            int before = provider.fetched();

            provider.publish(OTHER);

            String fresh = sign(good().subject("8").build(), OTHER, JWSAlgorithm.RS256);
            await().until(() -> check.caller(Optional.of("Bearer " + fresh)).isPresent());
            assertThat(provider.fetched()).isEqualTo(before + 1);
        }
    }

    @Test
    void while_the_provider_is_down_its_known_keys_count_and_others_are_refused() throws Exception {
        try (Provider provider = new Provider(KEY);
                TokenCheck check = check(provider.source())) {
            assertThat(check.caller(bearer(good().build()))).isPresent();

            provider.down();

            assertThat(check.caller(bearer(good().subject("another token").build())))
                    .isPresent();
            for (int i = 0; i < 5; i++) {
                assertThat(check.caller(guessed("guess-" + i))).isEmpty();
            }
            assertThat(check.caller(bearer(good().subject("and another").build())))
                    .isPresent();
        }
    }

    @Test
    void unknown_key_ids_do_not_become_a_flood_at_the_provider() throws Exception {
        try (Provider provider = new Provider(KEY);
                TokenCheck check = check(provider.source())) {
            for (int i = 0; i < 20; i++) {
                RSAKey unknown = new RSAKey.Builder(OTHER).keyID("unknown-" + i).build();
                assertThat(check.caller(Optional.of("Bearer " + sign(good().build(), unknown, JWSAlgorithm.RS256))))
                        .isEmpty();
            }
            assertThat(provider.fetched()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void a_provider_that_was_never_there_is_our_trouble_and_not_the_callers() throws Exception {
        KeySource.Jwks nowhere = new KeySource.Jwks(URI.create("http://127.0.0.1:1/keys"));

        try (TokenCheck check = check(nowhere)) {
            assertThatThrownBy(() -> check.caller(bearer(good().build())))
                    .isInstanceOf(KeysUnavailable.class)
                    .hasMessageContaining("AUTH_JWKS_URL");
        }
    }

    private static Optional<String> guessed(String id) throws Exception {
        RSAKey unknown = new RSAKey.Builder(OTHER).keyID(id).build();
        return Optional.of("Bearer " + sign(good().build(), unknown, JWSAlgorithm.RS256));
    }

    private boolean rejected(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        return check(single()).caller(bearer(change.apply(good()).build())).isEmpty();
    }

    private Optional<Set<String>> locations(TokenCheck check, Object claim) throws Exception {
        return check.caller(bearer(good().claim("location", claim).build()))
                .map(Caller.Person.class::cast)
                .flatMap(Caller.Person::locations);
    }

    private TokenCheck check(KeySource source) {
        Auth auth = new Auth(Auth.Mode.JWT, Optional.of(source), Optional.of("https://id"), "stock-api");
        return new TokenCheck(auth, source, clock);
    }

    private static KeySource single() throws Exception {
        return new KeySource.PublicKey(KEY.toRSAPublicKey());
    }

    private static JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .subject("7")
                .issuer("https://id")
                .audience("stock-api")
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .claim("name", "Ann")
                .claim("job", "Clerk");
    }

    private static Optional<String> bearer(JWTClaimsSet claims) throws Exception {
        return Optional.of("Bearer " + sign(claims, KEY, JWSAlgorithm.RS256));
    }

    private static String sign(JWTClaimsSet claims, RSAKey key, JWSAlgorithm algorithm) throws Exception {
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

    /** An identity provider's key set, over real HTTP. */
    private static final class Provider implements AutoCloseable {
        private final AtomicReference<RSAKey> published;
        private final AtomicInteger fetched = new AtomicInteger();
        private final AtomicBoolean down = new AtomicBoolean();
        private final HttpServer server;

        Provider(RSAKey key) throws IOException {
            published = new AtomicReference<>(key);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/keys", exchange -> {
                fetched.incrementAndGet();
                if (down.get()) {
                    exchange.sendResponseHeaders(503, -1);
                    exchange.close();
                    return;
                }
                Map<String, Object> set = new JWKSet(published.get().toPublicJWK()).toJSONObject();
                byte[] body =
                        com.nimbusds.jose.util.JSONObjectUtils.toJSONString(set).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        KeySource source() {
            return new KeySource.Jwks(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys"));
        }

        void publish(RSAKey key) {
            published.set(key);
        }

        void down() {
            down.set(true);
        }

        int fetched() {
            return fetched.get();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
