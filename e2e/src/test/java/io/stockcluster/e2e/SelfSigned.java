package io.stockcluster.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The certificate of a host for which nobody else vouches, good for a day. */
record SelfSigned(X509Certificate certificate, PrivateKey key) {

    /** A compile-time constant, which a class that is alone in a pod can do without this one. */
    static final String PASSWORD = "changeit";

    private static final Duration LIFE = Duration.ofDays(1);

    static SelfSigned of(String host) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
            // Clocks differ a little.
            Instant begin = Instant.now().minus(Duration.ofHours(1));
            X500Name subject = new X500Name("CN=" + host);
            var builder = new JcaX509v3CertificateBuilder(
                            subject,
                            BigInteger.ONE,
                            Date.from(begin),
                            Date.from(begin.plus(LIFE)),
                            subject,
                            pair.getPublic())
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
            return new SelfSigned(
                    new JcaX509CertificateConverter().getCertificate(builder.build(signer)), pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("No certificate can be made for " + host, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] pem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static byte[] pem(String what, byte[] encoded) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(what, lines)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** What a client trusts, without a password: Java finds nothing in one that has a password and is told none. */
    byte[] trustStore() {
        return pkcs12(store -> store.setCertificateEntry("host", certificate), null);
    }

    /** What a server serves with. */
    byte[] keyStore() {
        char[] password = PASSWORD.toCharArray();
        return pkcs12(store -> store.setKeyEntry("host", key, password, new Certificate[] {certificate}), password);
    }

    private interface Filling {
        void fill(KeyStore store) throws GeneralSecurityException;
    }

    private static byte[] pkcs12(Filling filling, char[] password) {
        try (var bytes = new ByteArrayOutputStream()) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            filling.fill(store);
            store.store(bytes, password);
            return bytes.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
