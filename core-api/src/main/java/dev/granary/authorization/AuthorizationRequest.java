package dev.granary.authorization;

import dev.granary.client.ClientId;
import dev.granary.pkce.CodeChallenge;
import dev.granary.record.Text;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a client asked for at the authorization endpoint (RFC 6749 section 4.1.1).
 *
 * @param client the client
 * @param redirectUri the redirect URI that was requested, up to 2,048 characters; on loopback with its port
 * @param state the client's own state, up to 8,192 characters; it goes back as it came
 * @param challenge the client's code challenge
 * @param scopes what was asked for
 * @param resources where the tokens are to be used (RFC 8707)
 * @param nonce the client's OpenID Connect nonce, up to 8,192 characters
 */
public record AuthorizationRequest(
        ClientId client,
        String redirectUri,
        Optional<String> state,
        CodeChallenge challenge,
        Scopes scopes,
        SortedSet<Resource> resources,
        Optional<String> nonce) {

    /** Copies the set. @throws IllegalArgumentException if a text is empty, too long or not storable */
    public AuthorizationRequest {
        Text.require("redirect uri", redirectUri, 2048);
        state.ifPresent(text -> Text.require("client state", text, 8192));
        resources = Collections.unmodifiableSortedSet(new TreeSet<>(resources));
        nonce.ifPresent(text -> Text.require("client nonce", text, 8192));
    }

    /** Without state and nonce. */
    @Override
    public String toString() {
        return "AuthorizationRequest[client=" + client.value() + ", redirectUri=" + redirectUri + ", scopes=" + scopes
                + ", resources=" + resources + "]";
    }
}
