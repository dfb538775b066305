package dev.granary.domain.upstream;

import dev.granary.client.ClientId;
import dev.granary.domain.token.Caller;
import dev.granary.domain.token.LiveToken;
import dev.granary.domain.token.Tokens;
import dev.granary.grant.Granted;
import dev.granary.scope.Resource;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Upstream credentials for one of our own access tokens, as a resource server is shown it. The token must be live, meant
 * for that resource, and not bound to a key of its sender's, which cannot be asked for here. What is given is bound to
 * the user and the client of its grant. Safe for threads; throws as {@link UpstreamTokens} does.
 */
public final class UpstreamAccess {

    private final Tokens tokens;
    private final UpstreamCredentials credentials;

    /** Asks these about tokens and credentials. */
    public UpstreamAccess(Tokens tokens, UpstreamCredentials credentials) {
        this.tokens = tokens;
        this.credentials = credentials;
    }

    /** Whose token it is, and in which session. */
    private record Bearer(SessionId session, Holder holder) {

        UpstreamTokenKey at(ProviderName provider) {
            return new UpstreamTokenKey(session, provider);
        }
    }

    /**
     * Returns the credential of one upstream. A token that is not live, or of a grant without an upstream login, gets
     * unknown.
     *
     * @param resource the resource that was shown the token
     */
    public CredentialOutcome forToken(String accessToken, Resource resource, ProviderName provider) {
        Optional<Bearer> bearer = bearer(accessToken, resource);
        if (bearer.isEmpty()) {
            return new CredentialOutcome.Unknown();
        }
        CredentialOutcome outcome =
                credentials.valid(bearer.get().at(provider), bearer.get().holder());
        return tookTime(outcome) && bearer(accessToken, resource).isEmpty() ? new CredentialOutcome.Unknown() : outcome;
    }

    /** Returns what there is of every upstream; nothing for a token that is not live. */
    public Map<ProviderName, CredentialOutcome> allForToken(String accessToken, Resource resource) {
        Optional<Bearer> bearer = bearer(accessToken, resource);
        if (bearer.isEmpty()) {
            return Map.of();
        }
        Map<ProviderName, CredentialOutcome> all =
                credentials.allValid(bearer.get().session(), bearer.get().holder());
        boolean tookTime = all.values().stream().anyMatch(UpstreamAccess::tookTime);
        return tookTime && bearer(accessToken, resource).isEmpty() ? Map.of() : all;
    }

    /**
     * Says that an upstream's API refused what was given for this token, as {@link UpstreamCredentials#rejected} does.
     *
     * @param upstreamToken what was refused
     */
    public void rejected(String accessToken, Resource resource, ProviderName provider, String upstreamToken) {
        bearer(accessToken, resource)
                .ifPresent(bearer -> credentials.rejected(bearer.at(provider), bearer.holder(), upstreamToken));
    }

    /** The grant may have ended while a refresh was waited for. */
    private static boolean tookTime(CredentialOutcome outcome) {
        return outcome instanceof CredentialOutcome.Valid valid && valid.refreshed();
    }

    private Optional<Bearer> bearer(String accessToken, Resource resource) {
        // A resource server that is a client of ours, too, is known by its URI.
        Caller caller = new Caller(new ClientId(resource.uri()), Set.of(resource));
        return tokens.introspect(accessToken, caller)
                .filter(live ->
                        !live.refresh() && live.grant().granted().senderKey().isEmpty())
                .flatMap(UpstreamAccess::bearer);
    }

    private static Optional<Bearer> bearer(LiveToken live) {
        Granted granted = live.grant().granted();
        return granted.session()
                .map(session -> new Bearer(
                        session, new Holder(new UserId(granted.subject().value()), granted.client())));
    }
}
