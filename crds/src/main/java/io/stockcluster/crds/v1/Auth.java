package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Whose tokens are accepted. */
@ValidationRule(
        value = "!(has(self.jwksUrl) && has(self.publicKeySecret))",
        message = "auth takes one key source: either jwksUrl or publicKeySecret, not both; with neither, the operator"
                + " makes a key pair")
@ValidationRule(
        value = "self.mode != 'none' || !(has(self.jwksUrl) || has(self.publicKeySecret))",
        message = "auth.mode none checks no tokens, so jwksUrl and publicKeySecret would be ignored: remove them, or"
                + " use mode jwt")
@JsonIgnoreProperties(ignoreUnknown = true)
public record Auth(
        @JsonPropertyDescription("jwt: every call needs a token. none: anybody may do anything; for trials only.")
        @Default("jwt")
        @Pattern("^(jwt|none)$")
        @Size(max = 4)
        String mode,

        @JsonPropertyDescription("The identity provider's key set.") @Pattern("^https?://.+") @Size(max = 2048)
        String jwksUrl,

        @JsonPropertyDescription("A Secret of the same namespace that holds the RSA public key which tokens are checked"
                + " with, as a PEM. Another content of it rolls the HTTP nodes.")
        PublicKeySecret publicKeySecret,

        @JsonPropertyDescription("The issuer (iss) that tokens must have. Default: any.") @Size(max = 1024)
        String issuer,

        @JsonPropertyDescription("The audience (aud) that tokens must have.") @Default("stock-api") @Size(max = 1024)
        String audience) {

    public Auth {
        mode = mode == null ? "jwt" : mode;
        audience = audience == null ? "stock-api" : audience;
    }

    static Auth defaults() {
        return new Auth(null, null, null, null, null);
    }

    /** Whether the operator itself makes the key pair that tokens are signed and checked with. */
    public boolean needsKeyPair() {
        return mode.equals("jwt") && jwksUrl == null && publicKeySecret == null;
    }
}
