package io.stockcluster.node.config;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An RSA public key as a PEM. */
final class PublicKeyPem {

    /** What RS256 asks for at least (RFC 7518, 3.3). */
    private static final int LEAST_BITS = 2048;

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN PUBLIC KEY-----(.*?)-----END PUBLIC KEY-----", Pattern.DOTALL);

    private PublicKeyPem() {}

    static boolean looksLikeOne(String text) {
        return text.contains("-----BEGIN");
    }

    /** The key; the exception's message says what would be right. */
    static RSAPublicKey parse(String text) throws GeneralSecurityException {
        // An environment variable often holds its line ends as the two characters \n.
        Matcher matcher = BLOCK.matcher(text.replace("\\n", "\n"));
        if (!matcher.find()) {
            throw new GeneralSecurityException(
                    "a PEM must have -----BEGIN PUBLIC KEY----- and -----END PUBLIC KEY----- around the key");
        }
        RSAPublicKey key;
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
            key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new GeneralSecurityException("what stands between the PEM's lines is no RSA public key", e);
        }
        if (key.getModulus().bitLength() < LEAST_BITS) {
            throw new GeneralSecurityException("the RSA key has "
                    + key.getModulus().bitLength() + " bits, RS256 needs " + LEAST_BITS + " or more");
        }
        return key;
    }
}
