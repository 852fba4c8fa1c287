package io.stockcluster.node.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.proc.SingleKeyJWSKeySelector;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import io.stockcluster.node.config.KeySource;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The keys that tokens may be signed with. A set behind a URL is fetched at the first token, again before it gets old,
 * and at a key id that it does not hold, but not more often than the rate limit says. While the URL does not answer, the
 * last set counts.
 */
final class SigningKeys implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 3_000;
    private static final int LARGEST_BYTES = 512 * 1024;
    private static final long KEPT_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final long WAIT_FOR_FETCH_MILLIS = Duration.ofSeconds(10).toMillis();

    /** Two at most in this time: the keys of today's first token with a new key must be found while others guess. */
    private static final long BETWEEN_FETCHES_MILLIS = Duration.ofSeconds(1).toMillis();

    private static final long OUTAGE_MILLIS = Duration.ofHours(4).toMillis();

    private final JWSKeySelector<SecurityContext> selector;
    private final Closeable source;

    /** Whether there is a set to look into. */
    private final BooleanSupplier there;

    private SigningKeys(JWSKeySelector<SecurityContext> selector, Closeable source, BooleanSupplier there) {
        this.selector = selector;
        this.source = source;
        this.there = there;
    }

    static SigningKeys of(KeySource source) {
        return switch (source) {
            case KeySource.PublicKey single ->
                new SigningKeys(new SingleKeyJWSKeySelector<>(JWSAlgorithm.RS256, single.key()), () -> {}, () -> true);
            case KeySource.Jwks set -> fetched(set);
        };
    }

    private static SigningKeys fetched(KeySource.Jwks set) {
        try {
            var retriever = new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, LARGEST_BYTES);
            JWKSource<SecurityContext> keys = JWKSourceBuilder.create(set.url().toURL(), retriever)
                    .cache(KEPT_MILLIS, WAIT_FOR_FETCH_MILLIS)
                    .rateLimited(BETWEEN_FETCHES_MILLIS)
                    .retrying(true)
                    .outageTolerant(OUTAGE_MILLIS)
                    .build();
            Closeable close = keys instanceof Closeable closeable ? closeable : () -> {};
            var there = new AtomicBoolean();
            JWKSource<SecurityContext> noted = (asked, context) -> {
                try {
                    List<JWK> found = keys.get(asked, context);
                    there.set(true);
                    return found;
                } catch (JWKSetUnavailableException e) {
                    there.set(false);
                    throw e;
                }
            };
            return new SigningKeys(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, noted), close, there::get);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("AUTH_JWKS_URL=" + set.url() + ": use an http or https URL", e);
        }
    }

    JWSKeySelector<SecurityContext> selector() {
        return selector;
    }

    boolean areThere() {
        return there.getAsBoolean();
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
