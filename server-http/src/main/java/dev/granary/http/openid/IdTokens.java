package dev.granary.http.openid;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import dev.granary.domain.key.TokenSigner;
import dev.granary.domain.token.AccessTokens;
import dev.granary.domain.token.IssuedTokens;
import dev.granary.grant.CodeBinding;
import dev.granary.grant.Grant;
import java.net.URI;
import java.util.Date;
import java.util.Optional;

/**
 * Our ID tokens (OpenID Connect Core section 2), of the type {@code JWT}: no access token is of that type, so that neither
 * passes for the other. {@code sid} names the session, for a logout. Safe for threads.
 */
public final class IdTokens {

    private final String issuer;
    private final TokenSigner signer;

    /** Issues those of this issuer. */
    public IdTokens(URI issuer, TokenSigner signer) {
        this.issuer = issuer.toString();
        this.signer = signer;
    }

    /** The ID token that goes with these tokens; empty unless a user logged in and {@code openid} is among the scopes. */
    public Optional<String> of(IssuedTokens issued) {
        boolean wanted = issued.ticket().scopes().contains("openid");
        return issued.grant()
                .code()
                .filter(binding -> wanted)
                .map(binding -> signer.sign(JOSEObjectType.JWT, algorithm -> claims(issued, binding, algorithm)));
    }

    /**
     * The claims of an ID token that we issued once, however old it is (OpenID Connect RP-Initiated Logout section 2).
     */
    public Optional<JWTClaimsSet> recognise(String hint) {
        return signer.read(JOSEObjectType.JWT, hint).filter(claims -> issuer.equals(claims.getIssuer()));
    }

    private JWTClaimsSet claims(IssuedTokens issued, CodeBinding binding, JWSAlgorithm algorithm) {
        Grant grant = issued.grant();
        AccessTokens.Ticket ticket = issued.ticket();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(grant.granted().subject().value())
                .audience(grant.granted().client().value())
                .issueTime(Date.from(ticket.issuedAt()))
                .expirationTime(Date.from(ticket.expiresAt()))
                .claim(
                        "auth_time",
                        binding.authenticatedAt().orElse(grant.createdAt()).getEpochSecond())
                .claim("at_hash", hash(issued.accessToken(), algorithm));
        // What a code's redemption installs is generation 1; a refresh has no nonce to repeat (section 12.2).
        if (grant.chain().generation() == 1) {
            binding.nonce().ifPresent(nonce -> claims.claim("nonce", nonce));
        }
        grant.granted().session().ifPresent(session -> claims.claim("sid", session.value()));
        ticket.profile().name().ifPresent(name -> claims.claim("name", name));
        ticket.profile().email().ifPresent(email -> claims.claim("email", email));
        return claims.build();
    }

    private static String hash(String accessToken, JWSAlgorithm algorithm) {
        return AccessTokenHash.compute(new BearerAccessToken(accessToken), algorithm, Curve.Ed25519)
                .getValue();
    }
}
