package dev.granary.http.openid;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import dev.granary.client.ClientId;
import dev.granary.domain.token.Caller;
import dev.granary.domain.token.LiveToken;
import dev.granary.domain.token.Tokens;
import dev.granary.domain.user.Users;
import dev.granary.http.client.ClientIds;
import dev.granary.http.exchange.Answer;
import dev.granary.http.exchange.Endpoint;
import dev.granary.http.exchange.Request;
import dev.granary.http.outcome.RefusedException;
import dev.granary.scope.Scopes;
import dev.granary.user.User;
import dev.granary.user.UserId;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a client of its user: {@code /oauth/userinfo} (OpenID Connect Core section 5.3). The access token comes in the
 * {@code Authorization} field and nowhere else (RFC 6750 section 2.1), and must be live: a signature is not enough.
 */
public final class UserInfoEndpoint implements Endpoint {

    private static final int OK = 200;
    private static final String BEARER = "bearer ";

    private final Tokens tokens;
    private final Users users;
    private final URI issuer;

    /** Tells of these users to who has these tokens. The issuer names the realm. */
    public UserInfoEndpoint(Tokens tokens, Users users, URI issuer) {
        this.tokens = tokens;
        this.users = users;
        this.issuer = issuer;
    }

    @Override
    public Answer answer(Request request) {
        String token = token(request);
        JWTClaimsSet says = claims(token).orElseThrow(this::invalid);
        LiveToken live = live(token, says).orElseThrow(this::invalid);
        Scopes scopes = Optional.ofNullable(says.getClaim("scope"))
                .map(Object::toString)
                .map(Scopes::parse)
                .orElse(Scopes.NONE);
        if (!scopes.contains("openid")) {
            throw refused(BearerTokenError.INSUFFICIENT_SCOPE, ", scope=\"openid\"");
        }
        User user =
                users.find(new UserId(live.grant().granted().subject().value())).orElseThrow(this::invalid);
        return Answer.json(OK, document(user, scopes));
    }

    private static String document(User user, Scopes scopes) {
        UserInfo told = new UserInfo(new Subject(user.id().value()));
        if (scopes.contains("profile")) {
            user.name().ifPresent(told::setName);
        }
        if (scopes.contains("email")) {
            user.email().ifPresent(told::setEmailAddress);
        }
        return told.toJSONString();
    }

    private String token(Request request) {
        List<String> headers = request.headers().getOrDefault("authorization", List.of());
        if (headers.isEmpty()) {
            throw new RefusedException(
                            new ErrorObject("invalid_token", "expected a bearer token in the Authorization field", 401))
                    .with("WWW-Authenticate", challenge());
        }
        String header = headers.get(0);
        if (headers.size() > 1 || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw refused(BearerTokenError.INVALID_REQUEST, "");
        }
        return header.substring(BEARER.length()).trim();
    }

    /** Live, and an access token that binds to no key: who holds such a one must prove the key, and cannot here. */
    private Optional<LiveToken> live(String token, JWTClaimsSet says) {
        Optional<ClientId> client = Optional.ofNullable(says.getClaim("client_id"))
                .map(Object::toString)
                .flatMap(ClientIds::parse);
        return client.flatMap(holder -> tokens.introspect(token, new Caller(holder, Set.of())))
                .filter(live -> !live.refresh())
                .filter(live -> live.grant().granted().senderKey().isEmpty());
    }

    /** What it says before its signature is verified; it is only used to ask about it, and counts once it is live. */
    private static Optional<JWTClaimsSet> claims(String token) {
        try {
            return Optional.of(SignedJWT.parse(token).getJWTClaimsSet());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private RefusedException invalid() {
        return refused(BearerTokenError.INVALID_TOKEN, "");
    }

    private RefusedException refused(BearerTokenError error, String more) {
        return new RefusedException(error)
                .with("WWW-Authenticate", challenge() + ", error=\"" + error.getCode() + "\"" + more);
    }

    private String challenge() {
        return "Bearer realm=\"" + issuer + "\"";
    }
}
