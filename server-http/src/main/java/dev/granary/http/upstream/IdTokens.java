package dev.granary.http.upstream;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.granary.domain.key.JwtSignature;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Verifies ID tokens (OpenID Connect Core section 3.1.3.7). */
final class IdTokens {

    private static final int LONGEST = 64 * 1024;
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    private final OpenIdProvider provider;
    private final UpstreamKeys keys;
    private final InstantSource clock;

    IdTokens(OpenIdProvider provider, UpstreamKeys keys, InstantSource clock) {
        this.provider = provider;
        this.keys = keys;
        this.clock = clock;
    }

    /** What an ID token must say; one that comes with a refresh need not repeat the nonce. */
    record Expected(URI jwksUri, String clientId, Optional<String> nonce) {}

    /** The claims of a genuine one. @throws UpstreamException if it is none, naming the check that failed */
    JWTClaimsSet verify(String idToken, Expected expected) {
        if (idToken.length() > LONGEST) {
            throw refused("is too long");
        }
        try {
            SignedJWT jwt = SignedJWT.parse(idToken);
            if (!new JwtSignature(jwt).isAsymmetric()) {
                throw refused("is signed with an algorithm that is not accepted");
            }
            if (!isGenuine(jwt, expected.jwksUri())) {
                throw refused("is not signed with a key of the upstream's");
            }
            return checked(jwt.getJWTClaimsSet(), expected);
        } catch (ParseException e) {
            throw refused("is malformed");
        }
    }

    private boolean isGenuine(SignedJWT jwt, URI jwksUri) {
        return keys.candidates(jwksUri, jwt.getHeader()).stream().anyMatch(new JwtSignature(jwt)::isMadeWith);
    }

    private JWTClaimsSet checked(JWTClaimsSet claims, Expected expected) throws ParseException {
        Instant now = clock.instant();
        require(provider.issuer().toString().equals(claims.getIssuer()), "names another issuer");
        require(isForUs(claims, expected.clientId()), "is meant for another client");
        require(
                claims.getExpirationTime() != null
                        && now.isBefore(claims.getExpirationTime().toInstant()),
                "has expired");
        require(
                claims.getIssueTime() != null
                        && claims.getIssueTime().toInstant().isBefore(now.plus(LEEWAY)),
                "was not issued yet");
        if (expected.nonce().isPresent()) {
            require(expected.nonce().get().equals(claims.getStringClaim("nonce")), "belongs to another login");
        }
        require(
                Optional.ofNullable(claims.getSubject())
                        .filter(subject -> !subject.isEmpty())
                        .isPresent(),
                "has no subject");
        return claims;
    }

    private static boolean isForUs(JWTClaimsSet claims, String clientId) throws ParseException {
        List<String> audience = claims.getAudience();
        Optional<String> party = Optional.ofNullable(claims.getStringClaim("azp"));
        return audience.contains(clientId) && party.map(clientId::equals).orElse(audience.size() == 1);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw refused(otherwise);
        }
    }

    private UpstreamException refused(String why) {
        return UpstreamException.refused(provider.name(), "its ID token " + why);
    }
}
