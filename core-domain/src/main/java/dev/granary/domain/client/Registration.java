package dev.granary.domain.client;

import dev.granary.client.ClientMetadata;
import dev.granary.client.TokenEndpointAuthMethod;

/**
 * What who registers asks for, already found to be allowed.
 *
 * @param metadata what the client is and may ask for
 * @param authMethod how it will authenticate; with any but NONE it gets a secret
 */
public record Registration(ClientMetadata metadata, TokenEndpointAuthMethod authMethod) {}
