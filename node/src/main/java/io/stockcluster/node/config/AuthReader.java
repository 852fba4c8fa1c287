package io.stockcluster.node.config;

import io.stockcluster.node.config.Settings.Auth;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;

/** The {@code AUTH_…} settings, and the key that one of them may name. */
final class AuthReader {

    private static final Map<String, Auth.Mode> MODES = Map.of("jwt", Auth.Mode.JWT, "none", Auth.Mode.NONE);

    private final Values values;
    private final Surroundings surroundings;

    AuthReader(Values values, Surroundings surroundings) {
        this.values = values;
        this.surroundings = surroundings;
    }

    Auth read(Role role) {
        Auth.Mode mode = values.choice(Setting.AUTH_MODE, MODES);
        Optional<KeySource> keys =
                mode == Auth.Mode.JWT && !values.refused(Setting.AUTH_MODE) ? keys(role) : Optional.empty();
        return new Auth(mode, keys, values.given(Setting.AUTH_ISSUER), values.text(Setting.AUTH_AUDIENCE));
    }

    private Optional<KeySource> keys(Role role) {
        Optional<URI> url = values.url(Setting.AUTH_JWKS_URL);
        Optional<String> key = values.given(Setting.AUTH_PUBLIC_KEY);
        if (url.isPresent() && key.isPresent()) {
            values.refuse("AUTH_JWKS_URL and AUTH_PUBLIC_KEY are both set: keep one. The URL follows the identity"
                    + " provider's key changes, the key is for a provider without a URL");
            return Optional.empty();
        }
        if (url.isPresent()) {
            return Optional.of(new KeySource.Jwks(url.get()));
        }
        if (key.isPresent()) {
            return publicKey(key.get());
        }
        // An actor node has no API that a token could come to.
        if (role.servesApi()
                && !values.refused(Setting.NODE_ROLE)
                && values.given(Setting.AUTH_JWKS_URL).isEmpty()) {
            values.refuse("AUTH_JWKS_URL and AUTH_PUBLIC_KEY are both empty, and AUTH_MODE is jwt: set AUTH_JWKS_URL to"
                    + " the identity provider's key set, or AUTH_PUBLIC_KEY to a PEM or its path (AUTH_MODE=none asks"
                    + " for no tokens at all)");
        }
        return Optional.empty();
    }

    private Optional<KeySource> publicKey(String text) {
        boolean pem = PublicKeyPem.looksLikeOne(text);
        String shown = pem ? "(a PEM)" : text;
        try {
            String content = pem ? text : surroundings.read(Path.of(text));
            return Optional.of(new KeySource.PublicKey(PublicKeyPem.parse(content)));
        } catch (IOException | InvalidPathException e) {
            values.refuse(
                    Setting.AUTH_PUBLIC_KEY,
                    shown,
                    "use a PEM, or the path of a readable file that holds one ("
                            + e.getClass().getSimpleName() + ")");
        } catch (GeneralSecurityException e) {
            values.refuse(
                    Setting.AUTH_PUBLIC_KEY, shown, e.getMessage() + "; use the PEM of an RSA public key (X.509)");
        }
        return Optional.empty();
    }
}
