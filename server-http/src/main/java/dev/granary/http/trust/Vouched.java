package dev.granary.http.trust;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.granary.record.Sha256;

/**
 * A token that a trusted issuer vouches for. Never prints it.
 *
 * @param issuer who made it
 * @param claims what it says, with a subject and an expiry
 * @param signed what its signature covers
 */
public record Vouched(TrustedIssuer issuer, JWTClaimsSet claims, String signed) {

    /** Whom it is about, as we say it: one issuer's user never meets another's. */
    public String subject() {
        return issuer.issuer() + "#" + claims.getSubject();
    }

    /**
     * What tells it from every other token of its issuer. Not a hash of the token as it was sent: a signature can be
     * spelled in more than one way.
     */
    public String fingerprint() {
        return Sha256.base64Url(signed);
    }

    @Override
    public String toString() {
        return "Vouched[" + issuer.issuer() + "]";
    }
}
