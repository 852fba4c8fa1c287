package io.stockcluster.node.config;

import java.net.URI;
import java.security.interfaces.RSAPublicKey;

/** Where the keys come from that tokens are checked with. */
public sealed interface KeySource {

    /** An identity provider's key set, fetched and kept fresh. */
    record Jwks(URI url) implements KeySource {}

    /** One key, for good. */
    record PublicKey(RSAPublicKey key) implements KeySource {
        @Override
        public String toString() {
            return "PublicKey[RSA, " + key.getModulus().bitLength() + " bits]";
        }
    }
}
