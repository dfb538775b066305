package dev.granary.http.introspection;

import dev.granary.client.Client;
import dev.granary.client.ClientOrigin;
import dev.granary.domain.token.Caller;
import dev.granary.domain.token.Tokens;
import dev.granary.http.client.CallerAuthentication;
import dev.granary.http.exchange.Answer;
import dev.granary.http.exchange.Endpoint;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.exchange.Request;
import dev.granary.scope.Resource;
import java.util.Set;

/**
 * Tells of tokens: {@code /oauth/introspect} (RFC 7662). Who asks must prove itself, and learns only of tokens that it
 * holds or that are meant for it; all others look alike. Only the host's configuration can say what a caller answers for.
 */
public final class IntrospectionEndpoint implements Endpoint {

    private static final int OK = 200;

    private final CallerAuthentication authentication;
    private final Tokens tokens;
    private final Description description;

    /** Tells of these tokens. */
    public IntrospectionEndpoint(CallerAuthentication authentication, Tokens tokens, Description description) {
        this.authentication = authentication;
        this.tokens = tokens;
        this.description = description;
    }

    @Override
    public Answer answer(Request request) {
        Parameters form = request.formParameters();
        Client client = authentication.requireConfidential(request, form);
        String token = form.require("token");
        Caller caller = new Caller(client.id(), resourcesOf(client));
        String body = tokens.introspect(token, caller)
                .flatMap(live -> description.of(live, token, caller))
                .orElseGet(description::inactive);
        return Answer.json(OK, body);
    }

    private static Set<Resource> resourcesOf(Client client) {
        return client.origin() == ClientOrigin.CONFIGURED ? client.metadata().resources() : Set.of();
    }
}
