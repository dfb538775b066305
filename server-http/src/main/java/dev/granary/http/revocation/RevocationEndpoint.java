package dev.granary.http.revocation;

import dev.granary.client.Client;
import dev.granary.domain.token.RevokeOutcome;
import dev.granary.domain.token.Tokens;
import dev.granary.http.client.CallerAuthentication;
import dev.granary.http.exchange.Answer;
import dev.granary.http.exchange.Endpoint;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.exchange.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revokes tokens: {@code /oauth/revoke} (RFC 7009). A token that is not the client's looks like one that never was; a
 * revocation that could not be stored is never answered with success.
 */
public final class RevocationEndpoint implements Endpoint {

    private static final int OK = 200;

    private final Logger log = LoggerFactory.getLogger(RevocationEndpoint.class);
    private final CallerAuthentication authentication;
    private final Tokens tokens;

    /** Revokes these tokens. */
    public RevocationEndpoint(CallerAuthentication authentication, Tokens tokens) {
        this.authentication = authentication;
        this.tokens = tokens;
    }

    @Override
    public Answer answer(Request request) {
        Parameters form = request.formParameters();
        Client client = authentication.require(request, form);
        RevokeOutcome outcome = tokens.revoke(form.require("token"), client.id());
        log.debug("/oauth/revoke: {}", outcome);
        return Answer.empty(OK);
    }
}
