package dev.granary.domain.client;

import dev.granary.client.ClientId;
import dev.granary.client.ClientMetadata;
import dev.granary.client.TokenEndpointAuthMethod;
import java.util.Optional;

/**
 * A client of the host's configuration. Never prints its secret.
 *
 * @param id its id
 * @param metadata what it is and may ask for
 * @param authMethod how it authenticates
 * @param secret its secret, at least 32 characters; empty exactly with NONE
 */
public record ConfiguredClient(
        ClientId id, ClientMetadata metadata, TokenEndpointAuthMethod authMethod, Optional<String> secret) {

    /** The shortest secret that is taken. */
    public static final int SHORTEST_SECRET = 32;

    /** @throws IllegalArgumentException if method and secret do not go together or the secret is too short */
    public ConfiguredClient {
        if ((authMethod == TokenEndpointAuthMethod.NONE) == secret.isPresent()) {
            throw new IllegalArgumentException(
                    "client secret: expected one with every authentication method but NONE, and none with NONE");
        }
        if (secret.filter(text -> text.length() < SHORTEST_SECRET).isPresent()) {
            throw new IllegalArgumentException("client secret: expected " + SHORTEST_SECRET
                    + " characters or more, made by a random generator such as openssl rand -base64 32");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ConfiguredClient[" + id.value() + ", " + authMethod + "]";
    }
}
