package io.stockcluster.operator.act;

import io.stockcluster.operator.desired.SecretEntries;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** Random content for Secrets, in the form that a Secret's data has. */
final class KeyMaterial {

    private static final int TOKEN_BYTES = 32;
    /** What identity providers use for RS256; more takes an operator with one compiler many seconds. */
    private static final int KEY_BITS = 2048;

    private static final int PEM_LINE = 64;

    private KeyMaterial() {}

    static Map<String, String> token() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return Map.of(SecretEntries.TOKEN, base64(token));
    }

    /** A pair for RS256: PKCS#8 and X.509, as every JWT tool reads them. */
    static Map<String, String> keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair pair = generator.generateKeyPair();
            return Map.of(
                    SecretEntries.PRIVATE_KEY,
                    base64(pem("PRIVATE KEY", pair.getPrivate().getEncoded())),
                    SecretEntries.PUBLIC_KEY,
                    base64(pem("PUBLIC KEY", pair.getPublic().getEncoded())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has RSA", e);
        }
    }

    private static String pem(String what, byte[] der) {
        String body = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
