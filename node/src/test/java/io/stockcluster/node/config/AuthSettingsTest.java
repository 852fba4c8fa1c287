package io.stockcluster.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.stockcluster.node.config.Settings.Auth;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthSettingsTest {

    private static final String PEM = pem(2048);
    private static final String SMALL_PEM = pem(1024);
    private static final Machine MACHINE = new Machine(Map.of("/keys/public.pem", PEM, "/keys/text", "hello"));

    @Test
    void tokens_are_checked_with_the_keys_of_a_url() {
        assertThat(MACHINE.good(Map.of("AUTH_MODE", "jwt", "AUTH_JWKS_URL", "https://id/keys"))
                        .auth()
                        .keys())
                .contains(new KeySource.Jwks(URI.create("https://id/keys")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"literal", "one line", "path"})
    void tokens_are_checked_with_a_key_that_is_given_as_a_pem_or_as_its_path(String how) {
        String value = switch (how) {
            case "literal" -> PEM;
            case "one line" -> PEM.replace("\n", "\\n");
            default -> "/keys/public.pem";
        };

        Auth auth = MACHINE.good(Map.of("AUTH_MODE", "jwt", "AUTH_PUBLIC_KEY", value))
                .auth();

        assertThat(auth.keys()).get().isInstanceOf(KeySource.PublicKey.class);
    }

    @Test
    void two_sources_of_keys_are_one_too_many() {
        var result =
                MACHINE.given(Map.of("AUTH_MODE", "jwt", "AUTH_JWKS_URL", "https://id/keys", "AUTH_PUBLIC_KEY", PEM));

        assertThat(result.errors())
                .singleElement()
                .asString()
                .startsWith("AUTH_JWKS_URL and AUTH_PUBLIC_KEY are both set: keep one.");
    }

    @Test
    void an_actor_node_needs_no_keys_since_no_token_comes_to_it() {
        assertThat(MACHINE.good(Map.of("AUTH_MODE", "jwt", "NODE_ROLE", "actor"))
                        .auth()
                        .keys())
                .isEmpty();
    }

    static Stream<Arguments> badKeys() {
        return Stream.of(
                arguments(
                        "/keys/none.pem", "AUTH_PUBLIC_KEY=/keys/none.pem: use a PEM, or the path of a readable file"),
                arguments("/keys/text", "AUTH_PUBLIC_KEY=/keys/text: a PEM must have -----BEGIN PUBLIC KEY-----"),
                arguments(
                        PEM.replace("MII", "AAA"),
                        "AUTH_PUBLIC_KEY=(a PEM): what stands between the PEM's lines is no RSA public key"),
                arguments(SMALL_PEM, "AUTH_PUBLIC_KEY=(a PEM): the RSA key has 1024 bits, RS256 needs 2048"));
    }

    @ParameterizedTest
    @MethodSource("badKeys")
    void a_key_that_is_none_stops_the_node_at_start(String value, String line) {
        assertThat(MACHINE.given(Map.of("AUTH_MODE", "jwt", "AUTH_PUBLIC_KEY", value))
                        .errors())
                .singleElement()
                .asString()
                .startsWith(line);
    }

    private static String pem(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            byte[] key = generator.generateKeyPair().getPublic().getEncoded();
            return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                    + "\n-----END PUBLIC KEY-----\n";
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
