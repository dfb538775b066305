package dev.granary.domain.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import java.util.Set;

/**
 * The signature of a JWT, whoever made it. Which algorithms are accepted is the caller's to decide, before.
 *
 * @param jwt the JWT
 */
public record JwtSignature(SignedJWT jwt) {

    private static final int ED25519_LENGTH = 32;
    private static final Set<JWSAlgorithm> ASYMMETRIC = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.EdDSA);

    /** Whether it says that it is of RSA, an elliptic curve of NIST's or EdDSA, so that who verifies it cannot make it. */
    public boolean isAsymmetric() {
        return ASYMMETRIC.contains(jwt.getHeader().getAlgorithm());
    }

    /** Whether it was made with this key: an RSA or elliptic curve key, or one for Ed25519 (RFC 8037). */
    public boolean isMadeWith(JWK key) {
        try {
            return key instanceof OctetKeyPair pair ? isMadeWith(pair) : isMadeWithAsymmetric(key);
        } catch (JOSEException e) {
            // A key that cannot verify did not sign; another of the same id may have.
            return false;
        }
    }

    private boolean isMadeWith(OctetKeyPair key) throws JOSEException {
        return JWSAlgorithm.EdDSA.equals(jwt.getHeader().getAlgorithm())
                && Curve.Ed25519.equals(key.getCurve())
                && key.getX().decode().length == ED25519_LENGTH
                && jwt.verify(new Ed25519.Verifier(key));
    }

    private boolean isMadeWithAsymmetric(JWK key) throws JOSEException {
        return key instanceof AsymmetricJWK asymmetric
                && jwt.verify(
                        new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), asymmetric.toPublicKey()));
    }
}
