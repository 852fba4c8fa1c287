package io.stockcluster.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyMaterialTest {

    @Test
    void whatThePrivateKeySignsThePublicKeyAccepts() throws GeneralSecurityException {
        Map<String, String> pair = KeyMaterial.keyPair();
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        PrivateKey signing = rsa.generatePrivate(new PKCS8EncodedKeySpec(der(pair.get("private.pem"))));
        PublicKey checking = rsa.generatePublic(new X509EncodedKeySpec(der(pair.get("public.pem"))));

        Signature sign = Signature.getInstance("SHA256withRSA");
        sign.initSign(signing);
        sign.update(new byte[] {1, 2, 3});
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(checking);
        check.update(new byte[] {1, 2, 3});

        assertThat(check.verify(sign.sign())).isTrue();
    }

    @Test
    void noKeyPairIsHandedOutTwice() {
        KeyPairs pairs = new KeyPairs();
        assertThat(pairs.take()).isNotEqualTo(pairs.take());
    }

    @Test
    void noTwoTokensAreTheSame() {
        assertThat(KeyMaterial.token()).isNotEqualTo(KeyMaterial.token());
    }

    private static byte[] der(String entry) {
        String pem = new String(Base64.getDecoder().decode(entry), StandardCharsets.US_ASCII);
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----.*-----", ""));
    }
}
