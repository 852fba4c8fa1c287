package io.stockcluster.node.cli;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.stockcluster.node.config.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a token that a node accepts. */
final class TokenCommand {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

    private static final String USAGE = """
            Usage: java -jar stock-node.jar token --key FILE --job JOB [options]

            Prints a token (JWT, RS256) for the stock API.
              --key FILE        the private key, a PEM as 'keys' makes it
              --job JOB         such as "Store Stock Controller" or "System Administrator"
              --location ID     limits the token to this location; can be there several times
              --valid DURATION  how long it is good: 30m, 8h, PT1H; default 1h
              --subject ID      default "demo"
              --name NAME       default: the subject
              --issuer TEXT     what AUTH_ISSUER asks for; default: none
              --audience TEXT   what AUTH_AUDIENCE asks for; default "stock-api"
            """;

    private static final Set<String> OPTIONS =
            Set.of("--key", "--job", "--location", "--valid", "--subject", "--name", "--issuer", "--audience");

    private TokenCommand() {}

    static String run(List<String> arguments) {
        if (Options.askForHelp(arguments)) {
            return USAGE;
        }
        Options options = Options.parse(arguments, OPTIONS, Set.of("--location"), USAGE);
        PrivateKey key = key(options.required("--key"));
        return sign(claims(options, Instant.now()), key) + System.lineSeparator();
    }

    private static JWTClaimsSet claims(Options options, Instant now) {
        String valid = options.or("--valid", "1h");
        Duration duration = Durations.parse(valid)
                .filter(Duration::isPositive)
                .orElseThrow(() -> new BadUsage(
                        "--valid " + valid + ": use a duration such as 30m, 8h or PT1H (ISO 8601)", USAGE));
        String subject = options.or("--subject", "demo");
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .subject(subject)
                .claim("name", options.or("--name", subject))
                .claim("job", options.required("--job"))
                .audience(options.or("--audience", "stock-api"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(duration)));
        options.one("--issuer").ifPresent(claims::issuer);
        List<String> locations = options.all("--location");
        if (!locations.isEmpty()) {
            claims.claim("location", locations.size() == 1 ? locations.getFirst() : locations);
        }
        return claims.build();
    }

    private static String sign(JWTClaimsSet claims, PrivateKey key) {
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .type(JOSEObjectType.JWT)
                    .build();
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new Failed("The token cannot be signed with that key: RS256 needs RSA with 2048 bits or more", e);
        }
    }

    private static PrivateKey key(String file) {
        try {
            Matcher matcher = PEM.matcher(Files.readString(Path.of(file)));
            if (!matcher.find()) {
                throw new GeneralSecurityException("no -----BEGIN PRIVATE KEY----- in it");
            }
            byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IOException | InvalidPathException e) {
            throw new Failed("--key " + file + ": use the path of a readable file (" + e + ")", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Failed(
                    "--key " + file + ": use the PEM of an RSA private key in PKCS#8, as 'keys' makes it"
                            + " (an older one becomes such by 'openssl pkcs8 -topk8 -nocrypt -in old.pem')",
                    e);
        }
    }
}
