package dev.granary.http.introspection;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import dev.granary.domain.token.Caller;
import dev.granary.domain.token.LiveToken;
import dev.granary.grant.Granted;
import dev.granary.scope.Resource;
import java.net.URI;
import java.text.ParseException;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** Describes live tokens (RFC 7662 section 2.2): an access token as it says itself, for it may be less than its grant. */
public final class Description {

    private final URI issuer;

    /** Describes tokens of this issuer. */
    public Description(URI issuer) {
        this.issuer = issuer;
    }

    /** What is said of every token that is not live or not the caller's to ask about. */
    String inactive() {
        return body(new TokenIntrospectionSuccessResponse.Builder(false));
    }

    /** What is said of a live token; empty if it was narrowed to resources that are not the caller's. */
    Optional<String> of(LiveToken live, String token, Caller caller) {
        return live.refresh()
                ? Optional.of(body(common(live)))
                : claims(token).flatMap(says -> access(live, says, caller));
    }

    private Optional<String> access(LiveToken live, JWTClaimsSet says, Caller caller) {
        boolean holds = live.grant().granted().client().equals(caller.client());
        boolean meant = says.getAudience().stream()
                .anyMatch(uri -> caller.resources().stream().map(Resource::uri).anyMatch(uri::equals));
        if (!holds && !meant) {
            return Optional.empty();
        }
        TokenIntrospectionSuccessResponse.Builder told = common(live)
                .tokenType(AccessTokenType.BEARER)
                .issueTime(says.getIssueTime())
                .audience(Audience.create(says.getAudience()))
                .jwtID(new JWTID(says.getJWTID()));
        Optional.ofNullable(says.getClaim("act")).ifPresent(actor -> told.parameter("act", actor));
        return Optional.of(body(scoped(
                told,
                Optional.ofNullable(says.getClaim("scope"))
                        .map(Object::toString)
                        .orElse(""))));
    }

    private TokenIntrospectionSuccessResponse.Builder common(LiveToken live) {
        Granted granted = live.grant().granted();
        TokenIntrospectionSuccessResponse.Builder told = new TokenIntrospectionSuccessResponse.Builder(true)
                .clientID(new ClientID(granted.client().value()))
                .subject(new Subject(granted.subject().value()))
                .issuer(new Issuer(issuer))
                .expirationTime(Date.from(live.expiresAt()));
        List<String> audience = granted.resources().stream().map(Resource::uri).toList();
        if (!audience.isEmpty()) {
            told.audience(Audience.create(audience));
        }
        return scoped(told, granted.scopes().toString());
    }

    private static TokenIntrospectionSuccessResponse.Builder scoped(
            TokenIntrospectionSuccessResponse.Builder told, String scopes) {
        return told.scope(scopes.isEmpty() ? null : Scope.parse(scopes));
    }

    /** Its signature has been verified already. */
    private static Optional<JWTClaimsSet> claims(String token) {
        try {
            return Optional.of(SignedJWT.parse(token).getJWTClaimsSet());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static String body(TokenIntrospectionSuccessResponse.Builder told) {
        return told.build().toHTTPResponse().getBody();
    }
}
