package io.stockcluster.node.access;

import static io.stockcluster.node.access.SignedTokens.KEY;
import static io.stockcluster.node.access.SignedTokens.NOW;
import static io.stockcluster.node.access.SignedTokens.OTHER;
import static io.stockcluster.node.access.SignedTokens.bearer;
import static io.stockcluster.node.access.SignedTokens.check;
import static io.stockcluster.node.access.SignedTokens.good;
import static io.stockcluster.node.access.SignedTokens.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpServer;
import io.stockcluster.node.config.KeySource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class KeySetTest {

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void a_key_set_is_fetched_once_and_again_at_a_key_id_that_it_does_not_hold() throws Exception {
        try (Provider provider = new Provider(KEY);
                TokenCheck check = check(provider.source(), CLOCK)) {
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
                TokenCheck check = check(provider.source(), CLOCK)) {
            assertThat(check.caller(bearer(good().build()))).isPresent();
            await().atMost(SOON).until(() -> check.caller(guessed("a")).isEmpty() && provider.fetched() >= 2);
            int before = provider.fetched();

            provider.publish(OTHER);

            String fresh = sign(good().subject("8").build(), OTHER, JWSAlgorithm.RS256);
            await().atMost(SOON)
                    .until(() -> check.caller(Optional.of("Bearer " + fresh)).isPresent());
            assertThat(provider.fetched()).isEqualTo(before + 1);
        }
    }

    @Test
    void while_the_provider_is_down_its_known_keys_count_and_others_are_refused() throws Exception {
        try (Provider provider = new Provider(KEY);
                TokenCheck check = check(provider.source(), CLOCK)) {
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
                TokenCheck check = check(provider.source(), CLOCK)) {
            List<Optional<String>> guesses = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                guesses.add(guessed("unknown-" + i));
            }
            long startedAt = System.currentTimeMillis();
            for (Optional<String> guess : guesses) {
                assertThat(check.caller(guess)).isEmpty();
            }
            // As many for each second that has begun: a busy machine may take more than one.
            int seconds = (int) ((System.currentTimeMillis() - startedAt) / 1_000) + 1;
            assertThat(provider.fetched()).isLessThanOrEqualTo(2 * seconds);
        }
    }

    @Test
    void a_provider_that_was_never_there_is_our_trouble_and_not_the_callers() throws Exception {
        KeySource.Jwks nowhere = new KeySource.Jwks(URI.create("http://127.0.0.1:1/keys"));

        try (TokenCheck check = check(nowhere, CLOCK)) {
            // More often than it is tried to fetch them.
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> check.caller(bearer(good().build())))
                        .isInstanceOf(KeysUnavailable.class)
                        .hasMessageContaining("AUTH_JWKS_URL");
            }
        }
    }

    private static Optional<String> guessed(String id) throws Exception {
        RSAKey unknown = new RSAKey.Builder(OTHER).keyID(id).build();
        return Optional.of("Bearer " + sign(good().build(), unknown, JWSAlgorithm.RS256));
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
