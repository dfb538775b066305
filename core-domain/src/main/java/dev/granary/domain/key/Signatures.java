package dev.granary.domain.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Optional;

/** Signs and verifies JWTs (RFC 7519) with the server's keys. The algorithm is always the key's. Safe for threads. */
public final class Signatures {

    private final SigningKeys keys;

    /** Uses these keys. */
    public Signatures(SigningKeys keys) {
        this.keys = keys;
    }

    /**
     * Signs with the current key.
     *
     * @param type the {@code typ} header, which keeps one sort of token from passing as another (RFC 8725 section 3.11)
     */
    public String sign(JOSEObjectType type, JWTClaimsSet claims) {
        JWK key = keys.current();
        SigningAlgorithm algorithm = SigningAlgorithm.of(key)
                .orElseThrow(
                        () -> new IllegalStateException("the key " + key.getKeyID() + " is for no known algorithm"));
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm.jose())
                        .type(type)
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        try {
            jwt.sign(signer(key, algorithm));
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing key " + key.getKeyID() + " cannot sign", e);
        }
        return jwt.serialize();
    }

    /** Whether one of our keys, current or not yet ended, signed it with that key's algorithm. */
    public boolean isGenuine(SignedJWT jwt) {
        return Optional.ofNullable(jwt.getHeader().getKeyID())
                .flatMap(keys::find)
                .filter(key -> SigningAlgorithm.of(key)
                        .filter(one -> one.jose().equals(jwt.getHeader().getAlgorithm()))
                        .isPresent())
                .filter(key -> verifies(key, jwt))
                .isPresent();
    }

    private static JWSSigner signer(JWK key, SigningAlgorithm algorithm) throws JOSEException {
        return key instanceof OctetKeyPair pair
                ? new Ed25519.Signer(pair)
                : new DefaultJWSSignerFactory().createJWSSigner(key, algorithm.jose());
    }

    private static boolean verifies(JWK key, SignedJWT jwt) {
        try {
            return jwt.verify(verifier(key, jwt));
        } catch (JOSEException e) {
            // Whatever it is, this key did not sign it.
            return false;
        }
    }

    private static JWSVerifier verifier(JWK key, SignedJWT jwt) throws JOSEException {
        if (key instanceof OctetKeyPair pair) {
            return new Ed25519.Verifier(pair);
        }
        if (key instanceof AsymmetricJWK asymmetric) {
            return new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), asymmetric.toPublicKey());
        }
        throw new JOSEException("a key of type " + key.getKeyType() + " verifies nothing");
    }
}
