package dev.granary.http.resource;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.outcome.RefusedException;
import dev.granary.scope.Scopes;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads the {@code scope} parameter (RFC 6749 section 3.3). */
public final class RequestedScopes {

    private RequestedScopes() {}

    /** The scopes that a request names. @throws RefusedException with {@code invalid_scope} if they are malformed */
    public static Scopes of(Parameters parameters) {
        try {
            return parameters.first("scope").map(Scopes::parse).orElse(Scopes.NONE);
        } catch (IllegalArgumentException e) {
            throw RefusedException.of(OAuth2Error.INVALID_SCOPE, "the scope is malformed");
        }
    }

    /** Those of {@code wanted} that are in {@code registered}. */
    public static Scopes within(Scopes wanted, Scopes registered) {
        SortedSet<String> both = new TreeSet<>(wanted.values());
        both.retainAll(registered.values());
        return new Scopes(both);
    }
}
