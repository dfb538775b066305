package dev.granary.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.granary.domain.key.SigningAlgorithm;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PemKeysTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"secp256r1,ES256", "secp384r1,ES384", "secp521r1,ES512"})
    void ellipticCurvesAreReadInBothForms(String curve, SigningAlgorithm algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        KeyPair pair = generator.generateKeyPair();
        for (Path file : new Path[] {sec1(pair), pkcs8(pair)}) {
            JWK key = PemKeys.read(file);
            assertThat(SigningAlgorithm.of(key)).contains(algorithm);
            assertThat(key.toECKey().toPrivateKey()).isEqualTo(pair.getPrivate());
            assertThat(key.toECKey().toPublicKey()).isEqualTo(pair.getPublic());
            assertThat(key.getKeyID())
                    .isEqualTo(
                            ECKey.parse(key.toJSONObject()).computeThumbprint().toString());
        }
    }

    @Test
    void rsaIsReadInBothForms() throws Exception {
        KeyPair pair = rsa(2048);
        for (Path file : new Path[] {traditional(pair), pkcs8(pair)}) {
            RSAKey key = PemKeys.read(file).toRSAKey();
            assertThat(SigningAlgorithm.of(key)).contains(SigningAlgorithm.RS256);
            assertThat(key.toPublicKey()).isEqualTo(pair.getPublic());
            assertThat(key.toRSAPrivateKey().getPrivateExponent())
                    .isEqualTo(((java.security.interfaces.RSAPrivateKey) pair.getPrivate()).getPrivateExponent());
        }
    }

    @Test
    void edwardsKeysAreRead() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        JWK key = PemKeys.read(pkcs8(pair));
        assertThat(SigningAlgorithm.of(key)).contains(SigningAlgorithm.EDDSA);
        byte[] encoded = pair.getPublic().getEncoded();
        assertThat(encoded).endsWith(key.toOctetKeyPair().getX().decode());
    }

    @Test
    void shortKeysAndOtherFilesAreRefusedWithoutTheirText() throws Exception {
        Path weak = pkcs8(rsa(1024));
        assertThatThrownBy(() -> PemKeys.read(weak)).hasMessageContaining("2,048 bits");
        Path text = Files.writeString(folder.resolve("text"), "-----BEGIN PRIVATE KEY-----\nTOP+SECRET\n");
        assertThatThrownBy(() -> PemKeys.read(text))
                .hasMessageContaining("private key in PEM")
                .hasMessageNotContaining("SECRET");
        assertThatThrownBy(() -> PemKeys.read(folder.resolve("missing"))).hasMessageContaining("this user can read");
    }

    private static KeyPair rsa(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    /** As OpenSSL writes it, which names the curve. */
    private Path sec1(KeyPair pair) throws IOException {
        java.security.interfaces.ECPrivateKey key = (java.security.interfaces.ECPrivateKey) pair.getPrivate();
        ECPrivateKey body = new ECPrivateKey(
                key.getParams().getOrder().bitLength(),
                key.getS(),
                PrivateKeyInfo.getInstance(key.getEncoded())
                        .getPrivateKeyAlgorithm()
                        .getParameters());
        return write(new PemObject("EC PRIVATE KEY", body.getEncoded()));
    }

    private Path traditional(KeyPair pair) throws IOException {
        return write(pair.getPrivate());
    }

    private Path pkcs8(KeyPair pair) throws IOException {
        return write(new JcaPKCS8Generator(pair.getPrivate(), null));
    }

    private Path write(Object key) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(key);
        }
        return Files.writeString(Files.createTempFile(folder, "key", ".pem"), text.toString());
    }
}
