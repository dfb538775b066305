package dev.granary.domain.client;

import dev.granary.client.ClientMetadata;
import dev.granary.client.ClientSecretHash;
import dev.granary.client.TokenEndpointAuthMethod;
import java.util.Optional;

/**
 * What who registers asks for, already found to be allowed.
 *
 * @param metadata what the client is and may ask for
 * @param authMethod how it will authenticate; with any but NONE it gets a secret
 * @param managementHash the hash of the token that it will be managed with (RFC 7592), if it can be
 */
public record Registration(
        ClientMetadata metadata, TokenEndpointAuthMethod authMethod, Optional<ClientSecretHash> managementHash) {

    /** One that cannot be managed. */
    public Registration(ClientMetadata metadata, TokenEndpointAuthMethod authMethod) {
        this(metadata, authMethod, Optional.empty());
    }

    /** The same, to be managed with this token. */
    public Registration managedWith(String token) {
        return new Registration(metadata, authMethod, Optional.of(ClientSecretHash.of(token)));
    }
}
