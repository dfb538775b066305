package dev.granary.http.login;

import dev.granary.authorization.AuthorizationRequest;
import dev.granary.authorization.ResolvedUser;
import dev.granary.client.Client;
import dev.granary.domain.client.Clients;
import dev.granary.domain.token.Caller;
import dev.granary.domain.token.LiveToken;
import dev.granary.domain.token.Tokens;
import dev.granary.grant.Granted;
import dev.granary.http.redirect.RedirectUris;
import dev.granary.upstream.ProviderName;
import dev.granary.user.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * Logs a user in at one upstream for a session that is there already: because the upstream's tokens are needed for the
 * first time, or cannot be refreshed any more, or the user shall prove to be there. The client gets a code as from any
 * other login, for a grant of the same session. Whatever goes wrong, the session keeps what it has. Safe for threads.
 */
public final class SingleLegs {

    private final Tokens tokens;
    private final Clients clients;
    private final Legs legs;
    private final LoginCookie cookie;

    /** Begins them on behalf of these tokens. */
    public SingleLegs(Tokens tokens, Clients clients, Legs legs, LoginCookie cookie) {
        this.tokens = tokens;
        this.clients = clients;
        this.legs = legs;
        this.cookie = cookie;
    }

    /**
     * Begins one. The session is that of the token, whose client must be the one that asks; the user is the token's, and
     * at the first upstream nobody else can finish it.
     *
     * @param token a live access or refresh token of the client's
     * @param provider the upstream
     * @param request where the code goes, and what for
     * @param cookies the {@code Cookie} header field of the browser's request, if there is one
     * @return empty if the token is not live or is another client's, if it is of no session, if the client may not be
     *     sent to the redirect URI, or if there is no such upstream
     */
    public Optional<Begun> begin(
            String token, ProviderName provider, AuthorizationRequest request, Optional<String> cookies) {
        return clients.find(request.client())
                .filter(client -> RedirectUris.admits(client, request.redirectUri()))
                .flatMap(client -> session(token, client))
                .flatMap(session -> legs.single(request, provider, session, cookie.secretIn(cookies)));
    }

    private Optional<LiveSession> session(String token, Client client) {
        return tokens.introspect(token, new Caller(client.id(), Set.of()))
                .map(LiveToken::grant)
                .map(grant -> grant.granted())
                .filter(granted -> granted.client().equals(client.id()))
                .flatMap(SingleLegs::session);
    }

    private static Optional<LiveSession> session(Granted granted) {
        UserId user = new UserId(granted.subject().value());
        return granted.session()
                .map(id -> new LiveSession(id, new ResolvedUser(user, Optional.empty(), Optional.empty())));
    }
}
