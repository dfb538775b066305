package dev.granary.grant;

import dev.granary.client.ClientId;
import dev.granary.pkce.CodeVerifier;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Who presents a credential, and for what.
 *
 * @param client the authenticated client
 * @param senderKey the key whose possession was proven
 * @param redirectUri as the token request repeats it; for a code
 * @param verifier the PKCE verifier; for a code
 * @param scopes what the token is asked for; none means all that was granted
 * @param resources where the token is to be used; none means all that was granted
 */
public record Binding(
        ClientId client,
        Optional<SenderKey> senderKey,
        Optional<String> redirectUri,
        Optional<CodeVerifier> verifier,
        Scopes scopes,
        SortedSet<Resource> resources) {

    /** Copies the set. */
    public Binding {
        resources = Resource.setOf(resources);
    }

    /** A client that redeems a code. */
    public static Binding ofCode(ClientId client, String redirectUri, CodeVerifier verifier) {
        return ofCode(client, Optional.of(redirectUri), verifier);
    }

    /** A client that redeems a code, and may leave the redirect URI out. */
    public static Binding ofCode(ClientId client, Optional<String> redirectUri, CodeVerifier verifier) {
        return new Binding(
                client,
                Optional.empty(),
                redirectUri,
                Optional.of(verifier),
                Scopes.NONE,
                Collections.emptySortedSet());
    }

    /** A client that refreshes. */
    public static Binding ofClient(ClientId client) {
        return new Binding(
                client,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Scopes.NONE,
                Collections.emptySortedSet());
    }

    /** The same, with this key proven. */
    public Binding proving(SenderKey key) {
        return new Binding(client, Optional.of(key), redirectUri, verifier, scopes, resources);
    }

    /** The same, asking for this much. */
    public Binding askingFor(Scopes wanted, SortedSet<Resource> where) {
        return new Binding(client, senderKey, redirectUri, verifier, wanted, where);
    }
}
