package dev.granary.domain.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How tokens can be signed (RFC 7518 section 3.1, RFC 8037). */
public enum SigningAlgorithm {
    /** ECDSA with P-256; the default. */
    ES256("ES256"),
    /** ECDSA with P-384. */
    ES384("ES384"),
    /** ECDSA with P-521. */
    ES512("ES512"),
    /** RSASSA-PKCS1-v1_5 with 3,072 bits when made here, 2,048 at least when given. */
    RS256("RS256"),
    /** RSASSA-PSS, with keys as for {@link #RS256}. */
    PS256("PS256"),
    /** Ed25519. */
    EDDSA("EdDSA");

    private static final int MADE_BITS = 3072;
    private static final int LEAST_BITS = 2048;

    private final String jose;

    SigningAlgorithm(String jose) {
        this.jose = jose;
    }

    /** What JOSE calls it. */
    public JWSAlgorithm jose() {
        return JWSAlgorithm.parse(jose);
    }

    /** The algorithm that a key is for: the one it names, which must fit, or the one its type and curve suggest. */
    public static Optional<SigningAlgorithm> of(JWK key) {
        List<SigningAlgorithm> fitting =
                Arrays.stream(values()).filter(one -> one.fits(key)).toList();
        return Optional.ofNullable(key.getAlgorithm())
                .map(named -> fitting.stream()
                        .filter(one -> one.jose.equals(named.getName()))
                        .findFirst())
                .orElseGet(() -> fitting.stream().findFirst());
    }

    /** Makes a new private key for it, named by its thumbprint (RFC 7638). */
    public JWK makeKey() {
        try {
            return switch (this) {
                case ES256 -> ec(Curve.P_256);
                case ES384 -> ec(Curve.P_384);
                case ES512 -> ec(Curve.P_521);
                case RS256, PS256 ->
                    new RSAKeyGenerator(MADE_BITS)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(jose())
                            .keyIDFromThumbprint(true)
                            .generate();
                case EDDSA -> Ed25519.makeKey();
            };
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform can make a key for " + this, e);
        }
    }

    private JWK ec(Curve curve) throws JOSEException {
        return new ECKeyGenerator(curve)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(jose())
                .keyIDFromThumbprint(true)
                .generate();
    }

    private boolean fits(JWK key) {
        return switch (this) {
            case ES256 -> isOn(key, Curve.P_256);
            case ES384 -> isOn(key, Curve.P_384);
            case ES512 -> isOn(key, Curve.P_521);
            case RS256, PS256 -> key instanceof RSAKey rsa && rsa.size() >= LEAST_BITS;
            case EDDSA -> key instanceof OctetKeyPair pair && pair.getCurve().equals(Curve.Ed25519);
        };
    }

    private static boolean isOn(JWK key, Curve curve) {
        return key instanceof ECKey ec && ec.getCurve().equals(curve);
    }
}
