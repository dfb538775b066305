package dev.granary.http.delegation;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.granary.domain.token.Actor;
import dev.granary.grant.Grant;
import dev.granary.http.trust.TrustedIssuer;
import dev.granary.scope.Scopes;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A genuine token that is to be exchanged. Never prints its claims.
 *
 * @param subject whom it is about
 * @param claims what it says
 * @param begunAt when the login that it comes from began
 * @param grant its grant, if it is ours
 * @param issuer who made it, if it is not
 */
record SubjectToken(
        String subject, JWTClaimsSet claims, Instant begunAt, Optional<Grant> grant, Optional<TrustedIssuer> issuer) {

    /** The most that a token for it may carry. @throws IllegalArgumentException if they are malformed */
    Scopes scopes() {
        Object claim = Optional.ofNullable(claims.getClaim("scope"))
                .or(() -> Optional.ofNullable(claims.getClaim("scp")))
                .orElse("");
        return claim instanceof List<?> list
                ? Scopes.of(list.stream().map(String::valueOf).toList())
                : Scopes.parse(claim.toString());
    }

    /** Where it may be used. */
    Set<String> audience() {
        return Set.copyOf(claims.getAudience());
    }

    /** From when on it is none. */
    Instant expiresAt() {
        return claims.getExpirationTime().toInstant();
    }

    /** The client that it was issued to, if it says. */
    Optional<String> client() throws ParseException {
        return Optional.ofNullable(claims.getStringClaim("client_id"));
    }

    /** Who acts already. @throws IllegalArgumentException if that is malformed */
    Optional<Actor> actor() {
        Optional<Actor> actor = Optional.ofNullable(claims.getClaim("act")).map(Actor::read);
        return issuer.flatMap(foreign ->
                        actor.map(said -> said.saidBy(foreign.issuer().toString())))
                .or(() -> actor);
    }

    /** Who may act, if it says. */
    Optional<Map<?, ?>> mayAct() {
        return Optional.ofNullable(claims.getClaim("may_act"))
                .map(claim -> claim instanceof Map<?, ?> members ? members : Map.of());
    }

    @Override
    public String toString() {
        return "SubjectToken[" + issuer + "]";
    }
}
