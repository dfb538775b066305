package dev.granary.http.delegation;

import dev.granary.client.ClientId;
import dev.granary.client.ClientMetadata;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.client.ConfiguredClient;
import dev.granary.http.trust.AllowList;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A confidential client that exchanges tokens (RFC 8693), and can do nothing else.
 *
 * @param client the client
 * @param actsFor whose tokens of ours it may exchange besides its own, by their client ids
 */
public record Delegate(ConfiguredClient client, AllowList actsFor) {

    /** The {@code grant_type} of token exchange. */
    public static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";

    /** @throws IllegalArgumentException if the client is public, has another grant type, or may ask for no scope */
    public Delegate {
        if (client.authMethod() == TokenEndpointAuthMethod.NONE) {
            throw new IllegalArgumentException("delegate: expected a secret");
        }
        if (!client.metadata().grantTypes().equals(List.of(GRANT_TYPE))) {
            throw new IllegalArgumentException("delegate: expected " + GRANT_TYPE + " as its only grant type");
        }
        if (client.metadata().scopes().values().isEmpty()) {
            throw new IllegalArgumentException("delegate: expected scopes");
        }
    }

    /**
     * One that authenticates by HTTP Basic.
     *
     * @param secret at least 32 characters
     */
    public static Delegate of(ClientId id, String secret, Authority authority) {
        ClientMetadata metadata = new ClientMetadata(
                Optional.empty(),
                List.of(),
                List.of(GRANT_TYPE),
                List.of(),
                authority.scopes(),
                authority.resources(),
                Optional.empty(),
                Optional.empty());
        return new Delegate(
                new ConfiguredClient(id, metadata, TokenEndpointAuthMethod.CLIENT_SECRET_BASIC, Optional.of(secret)),
                authority.actsFor());
    }

    /**
     * What a delegate may ask for, and for whom.
     *
     * @param scopes at least one
     * @param resources where its tokens may be used; none stands for all that the server knows
     * @param actsFor whose tokens it may exchange
     */
    public record Authority(Scopes scopes, SortedSet<Resource> resources, AllowList actsFor) {}
}
