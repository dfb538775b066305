package dev.granary.http.upstream;

import dev.granary.client.TokenEndpointAuthMethod;
import java.util.Optional;

/**
 * Who we are at an upstream that knows us. Never prints its secret.
 *
 * @param clientId the client id
 * @param clientSecret the client secret; unset for a public client
 * @param authMethod how we authenticate at the token endpoint; unset means as the upstream says it wants it, and {@code
 *     client_secret_basic} if it says nothing
 */
public record UpstreamAccount(
        String clientId, Optional<String> clientSecret, Optional<TokenEndpointAuthMethod> authMethod) {

    /** @throws IllegalArgumentException if the id is empty, or the method and the secret do not fit */
    public UpstreamAccount {
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("upstream client id: expected a text");
        }
        boolean secretNeeded =
                authMethod.map(method -> method != TokenEndpointAuthMethod.NONE).orElse(clientSecret.isPresent());
        if (secretNeeded != clientSecret.isPresent()) {
            throw new IllegalArgumentException(
                    "upstream auth method: expected a secret with client_secret_basic and client_secret_post, and"
                            + " none with none");
        }
    }

    /** A confidential client. */
    public static UpstreamAccount of(String clientId, String clientSecret) {
        return new UpstreamAccount(clientId, Optional.of(clientSecret), Optional.empty());
    }

    /** A public client. */
    public static UpstreamAccount publicClient(String clientId) {
        return new UpstreamAccount(clientId, Optional.empty(), Optional.empty());
    }

    /** The same, authenticating this way. */
    public UpstreamAccount authenticatingBy(TokenEndpointAuthMethod method) {
        return new UpstreamAccount(clientId, clientSecret, Optional.of(method));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "UpstreamAccount[" + clientId + "]";
    }
}
