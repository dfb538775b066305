package dev.granary.domain.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Optional;

/**
 * Signs JWTs with the current key and recognises those that one of our keys signed. A JWT's type is part of what is
 * signed, so that one made for one use never passes for another. Safe for threads.
 */
public final class TokenSigner {

    private static final int LONGEST = 16_384;

    private final SigningKeys keys;

    /** Signs with the current one of these. */
    public TokenSigner(SigningKeys keys) {
        this.keys = keys;
    }

    /** What is left to be signed once it is known which key will. */
    @FunctionalInterface
    public interface Contents {

        /** The claims of a JWT that is to be signed with this algorithm. */
        JWTClaimsSet signedWith(JWSAlgorithm algorithm);
    }

    /** Signs a JWT of this type. */
    public String sign(JOSEObjectType type, Contents contents) {
        JWK key = keys.current();
        JWSAlgorithm algorithm = SigningAlgorithm.of(key)
                .orElseThrow(
                        () -> new IllegalStateException("the key " + key.getKeyID() + " is for no known algorithm"))
                .jose();
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .type(type)
                .keyID(key.getKeyID())
                .build();
        SignedJWT jwt = new SignedJWT(header, contents.signedWith(algorithm));
        try {
            jwt.sign(signer(key, algorithm));
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing key " + key.getKeyID() + " cannot sign", e);
        }
        return jwt.serialize();
    }

    /** The claims of a JWT of this type that we signed; empty for whatever else it is. */
    public Optional<JWTClaimsSet> read(JOSEObjectType type, String value) {
        if (value.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(value);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            return type.equals(jwt.getHeader().getType()) && isGenuine(jwt) ? Optional.of(claims) : Optional.empty();
        } catch (ParseException e) {
            // Whatever it is, it is none of ours.
            return Optional.empty();
        }
    }

    /** The algorithm is the key's, whatever the header says. */
    private boolean isGenuine(SignedJWT jwt) {
        Optional<JWK> key = Optional.ofNullable(jwt.getHeader().getKeyID())
                .flatMap(keys::find)
                .filter(found -> SigningAlgorithm.of(found)
                        .filter(one -> one.jose().equals(jwt.getHeader().getAlgorithm()))
                        .isPresent());
        return key.filter(new JwtSignature(jwt)::isMadeWith).isPresent();
    }

    private static JWSSigner signer(JWK key, JWSAlgorithm algorithm) throws JOSEException {
        return key instanceof OctetKeyPair pair
                ? new Ed25519.Signer(pair)
                : new DefaultJWSSignerFactory().createJWSSigner(key, algorithm);
    }
}
