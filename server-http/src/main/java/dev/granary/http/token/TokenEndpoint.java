package dev.granary.http.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
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
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives tokens: {@code /oauth/token} (RFC 6749 section 3.2). */
public final class TokenEndpoint implements Endpoint {

    private static final int OK = 200;

    private final Logger log = LoggerFactory.getLogger(TokenEndpoint.class);
    private final CallerAuthentication authentication;
    private final Clients clients;
    private final List<TokenGrant> grants;
    private final IdTokens idTokens;

    /** Knows these grant types. */
    public TokenEndpoint(
            CallerAuthentication authentication, Clients clients, List<TokenGrant> grants, IdTokens idTokens) {
        this.authentication = authentication;
        this.clients = clients;
        this.grants = List.copyOf(grants);
        this.idTokens = idTokens;
    }

    @Override
    public Answer answer(Request request) {
        Parameters form = request.formParameters();
        String type = form.require("grant_type");
        TokenGrant grant = grants.stream()
                .filter(known -> known.type().equals(type))
                .findFirst()
                .orElseThrow(() ->
                        RefusedException.of(OAuth2Error.UNSUPPORTED_GRANT_TYPE, "the grant_type is not supported"));
        Client client = authentication.require(request, form);
        if (!client.metadata().grantTypes().contains(type)) {
            throw RefusedException.of(OAuth2Error.UNAUTHORIZED_CLIENT, "the client may not use this grant_type");
        }
        return told(client, grant.ask(client, form));
    }

    private Answer told(Client client, TokenOutcome outcome) {
        return outcome.match(
                issued -> {
                    renew(client);
                    return Answer.json(OK, body(issued));
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

    private String body(IssuedTokens issued) {
        long seconds = Duration.between(
                        issued.ticket().issuedAt(), issued.ticket().expiresAt())
                .toSeconds();
        String scopes = issued.ticket().scopes().toString();
        BearerAccessToken accessToken =
                new BearerAccessToken(issued.accessToken(), seconds, scopes.isEmpty() ? null : Scope.parse(scopes));
        RefreshToken refreshToken = issued.refreshToken().map(RefreshToken::new).orElse(null);
        AccessTokenResponse response = idTokens.of(issued)
                .<AccessTokenResponse>map(
                        idToken -> new OIDCTokenResponse(new OIDCTokens(idToken, accessToken, refreshToken)))
                .orElseGet(() ->
                        new AccessTokenResponse(new com.nimbusds.oauth2.sdk.token.Tokens(accessToken, refreshToken)));
        return response.toHTTPResponse().getBody();
    }
}
