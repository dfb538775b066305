package dev.granary.http.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.granary.client.Client;
import dev.granary.domain.client.Clients;
import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.Refusal;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.http.client.CallerAuthentication;
import dev.granary.http.exchange.Answer;
import dev.granary.http.exchange.Endpoint;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.exchange.Request;
import dev.granary.http.openid.IdTokens;
import dev.granary.http.outcome.Outcomes;
import dev.granary.http.outcome.RefusedException;
import dev.granary.record.StorageException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives tokens: {@code /oauth/token} (RFC 6749 section 3.2). */
public final class TokenEndpoint implements Endpoint {

    private static final int OK = 200;

    private final Logger log = LoggerFactory.getLogger(TokenEndpoint.class);
    private final CallerAuthentication authentication;
    private final Clients clients;
    private final TokenGrants grants;

    private final IdTokens idTokens;

    /** Knows these grant types. */
    public TokenEndpoint(CallerAuthentication authentication, Clients clients, TokenGrants grants, IdTokens idTokens) {
        this.authentication = authentication;
        this.clients = clients;
        this.grants = grants;
        this.idTokens = idTokens;
    }

    @Override
    public Answer answer(Request request) {
        Parameters form = request.formParameters();
        String type = form.require("grant_type");
        Optional<AssertionGrant> assertions = grants.ofAssertion(type);
        if (assertions.isPresent() && !authentication.isAttempted(request, form)) {
            return told(assertions.get().ask(form), Optional.empty(), Optional.empty());
        }
        Optional<TokenGrant> grant = grants.ofClient(type);
        if (grant.isEmpty() && assertions.isEmpty()) {
            throw RefusedException.of(OAuth2Error.UNSUPPORTED_GRANT_TYPE, "the grant_type is not supported");
        }
        Client client = authentication.require(request, form);
        if (grant.isEmpty() || !client.metadata().grantTypes().contains(type)) {
            throw RefusedException.of(OAuth2Error.UNAUTHORIZED_CLIENT, "the client may not use this grant_type");
        }
        return told(
                grant.get().ask(client, form), Optional.of(client), grant.get().issuedTokenType());
    }

    private Answer told(TokenOutcome outcome, Optional<Client> client, Optional<TokenTypeURI> type) {
        return outcome.match(
                issued -> {
                    client.ifPresent(this::renew);
                    return Answer.json(OK, body(issued, type));
                },
                this::refused,
                () -> Answer.error(Outcomes.superseded()));
    }

    private Answer refused(Refusal why) {
        log.debug("/oauth/token: refused, {}", why);
        return Answer.error(Outcomes.of(why));
    }

    /** The tokens are out already; whether the client lives longer must not matter to who asked for them. */
    private void renew(Client client) {
        try {
            if (clients.renew(client).isEmpty()) {
                log.debug("/oauth/token: the client ended while it was served");
            }
        } catch (StorageException e) {
            log.warn("/oauth/token: the client's life is not renewed: {}", e.getMessage());
        }
    }

    private String body(IssuedTokens issued, Optional<TokenTypeURI> type) {
        long seconds = Duration.between(
                        issued.ticket().issuedAt(), issued.ticket().expiresAt())
                .toSeconds();
        String scopes = issued.ticket().scopes().toString();
        BearerAccessToken accessToken = new BearerAccessToken(
                issued.accessToken(), seconds, scopes.isEmpty() ? null : Scope.parse(scopes), type.orElse(null));
        RefreshToken refreshToken = issued.refreshToken().map(RefreshToken::new).orElse(null);
        AccessTokenResponse response = idTokens.of(issued)
                .<AccessTokenResponse>map(
                        idToken -> new OIDCTokenResponse(new OIDCTokens(idToken, accessToken, refreshToken)))
                .orElseGet(() ->
                        new AccessTokenResponse(new com.nimbusds.oauth2.sdk.token.Tokens(accessToken, refreshToken)));
        return response.toHTTPResponse().getBody();
    }
}
