package dev.granary.authorization;

import dev.granary.client.ClientId;
import dev.granary.pkce.CodeChallenge;
import dev.granary.record.Text;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.util.Optional;
import java.util.SortedSet;

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
 * @param redirectUriOmitted whether the request left the redirect URI out: the client has only this one
 * @param prompting how the user is to be asked
 */
public record AuthorizationRequest(
        ClientId client,
        String redirectUri,
        Optional<String> state,
        CodeChallenge challenge,
        Scopes scopes,
        SortedSet<Resource> resources,
        Optional<String> nonce,
        boolean redirectUriOmitted,
        Prompting prompting) {

    /** Copies the set. @throws IllegalArgumentException if a text is empty, too long or not storable */
    public AuthorizationRequest {
        Text.require("redirect uri", redirectUri, 2048);
        state.ifPresent(text -> Text.require("client state", text, 8192));
        resources = Resource.setOf(resources);
        nonce.ifPresent(text -> Text.require("client nonce", text, 8192));
    }

    /** A request that names its redirect URI and leaves to us how the user is asked. */
    public AuthorizationRequest(
            ClientId client,
            String redirectUri,
            Optional<String> state,
            CodeChallenge challenge,
            Scopes scopes,
            SortedSet<Resource> resources,
            Optional<String> nonce) {
        this(client, redirectUri, state, challenge, scopes, resources, nonce, false, Prompting.NONE);
    }

    /** Without state and nonce. */
    @Override
    public String toString() {
        return "AuthorizationRequest[client=" + client.value() + ", redirectUri=" + redirectUri + ", scopes=" + scopes
                + ", resources=" + resources + "]";
    }
}
