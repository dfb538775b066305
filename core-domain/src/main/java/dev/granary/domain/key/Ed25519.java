package dev.granary.domain.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Set;

/** Ed25519 (RFC 8037) by the Java platform; the JOSE library would need another library for it. */
final class Ed25519 {

    private static final String NAME = "Ed25519";
    private static final int LENGTH = 32;

    /** What stands before the key in its X.509 encoding (RFC 8410 section 4). */
    private static final byte[] X509_HEAD = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.EdDSA);

    private Ed25519() {}

    static JWK makeKey() throws JOSEException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(NAME).generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] seed = ((EdECPrivateKey) pair.getPrivate())
                    .getBytes()
                    .orElseThrow(() -> new GeneralSecurityException("the key cannot be read"));
            return new OctetKeyPair.Builder(
                            Curve.Ed25519,
                            Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length)))
                    .d(Base64URL.encode(seed))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.EdDSA)
                    .keyIDFromThumbprint()
                    .build();
        } catch (GeneralSecurityException e) {
            throw new JOSEException("no " + NAME, e);
        }
    }

    /** Signs with a private key. */
    record Signer(OctetKeyPair key) implements JWSSigner {

        @Override
        public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
            try {
                PrivateKey secret = KeyFactory.getInstance(NAME)
                        .generatePrivate(new EdECPrivateKeySpec(
                                NamedParameterSpec.ED25519, key.getD().decode()));
                Signature signature = Signature.getInstance(NAME);
                signature.initSign(secret);
                signature.update(input);
                return Base64URL.encode(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new JOSEException("the " + NAME + " key cannot sign", e);
            }
        }

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return ALGORITHMS;
        }

        @Override
        public JCAContext getJCAContext() {
            return new JCAContext();
        }

        @Override
        public String toString() {
            return "Signer[" + key.getKeyID() + "]";
        }
    }

    /** Verifies with a public key. */
    record Verifier(OctetKeyPair key) implements JWSVerifier {

        @Override
        public boolean verify(JWSHeader header, byte[] input, Base64URL signed) throws JOSEException {
            try {
                byte[] encoded = Arrays.copyOf(X509_HEAD, X509_HEAD.length + LENGTH);
                System.arraycopy(key.getX().decode(), 0, encoded, X509_HEAD.length, LENGTH);
                PublicKey known = KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
                Signature signature = Signature.getInstance(NAME);
                signature.initVerify(known);
                signature.update(input);
                return signature.verify(signed.decode());
            } catch (GeneralSecurityException e) {
                // A signature of another form is none.
                return false;
            }
        }

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return ALGORITHMS;
        }

        @Override
        public JCAContext getJCAContext() {
            return new JCAContext();
        }
    }
}
