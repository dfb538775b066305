package dev.granary.client;

import dev.granary.record.Index;
import dev.granary.record.IndexValue;
import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A client that may ask for grants. It has a secret exactly if it must authenticate at the token endpoint.
 *
 * @param id its identifier
 * @param origin where it comes from; it never changes
 * @param metadata what it is and what it may ask for
 * @param authMethod how it authenticates at the token endpoint
 * @param secretHash the hash of its secret; empty exactly if the method is {@link TokenEndpointAuthMethod#NONE}
 * @param createdAt when it was registered
 * @param provenAt when it last proved itself at the token endpoint
 * @param expiresAt from when on it is gone; unset means never
 * @param removedAt when its removal began; from then on it is refused
 * @param managementHash the hash of the token that its registration is managed with (RFC 7592), if it can be
 * @param stamp revision, count and carried fields
 */
public record Client(
        ClientId id,
        ClientOrigin origin,
        ClientMetadata metadata,
        TokenEndpointAuthMethod authMethod,
        Optional<ClientSecretHash> secretHash,
        Instant createdAt,
        Optional<Instant> provenAt,
        Optional<Instant> expiresAt,
        Optional<Instant> removedAt,
        Optional<ClientSecretHash> managementHash,
        Stamp stamp)
        implements StoredRecord<ClientId> {

    /** Lists clients by origin. */
    public static final Index<Client> BY_ORIGIN = new Index<>(
            "origin", client -> Optional.of(IndexValue.of(client.origin().name())));

    /** The kind of record that clients are. */
    public static final RecordKind<ClientId, Client> KIND =
            new RecordKind<>("clients", new ClientCodec(), List.of(BY_ORIGIN));

    /** Cuts the times to microseconds. @throws IllegalArgumentException if method and secret do not go together */
    public Client {
        createdAt = Times.micros(createdAt);
        provenAt = provenAt.map(Times::micros);
        expiresAt = expiresAt.map(Times::micros);
        removedAt = removedAt.map(Times::micros);
        if ((authMethod == TokenEndpointAuthMethod.NONE) == secretHash.isPresent()) {
            throw new IllegalArgumentException(
                    "secret hash: expected one with every authentication method but NONE, and none with NONE");
        }
    }

    /** A client whose registration cannot be managed. */
    public Client(
            ClientId id,
            ClientOrigin origin,
            ClientMetadata metadata,
            TokenEndpointAuthMethod authMethod,
            Optional<ClientSecretHash> secretHash,
            Instant createdAt,
            Optional<Instant> provenAt,
            Optional<Instant> expiresAt,
            Optional<Instant> removedAt,
            Stamp stamp) {
        this(
                id,
                origin,
                metadata,
                authMethod,
                secretHash,
                createdAt,
                provenAt,
                expiresAt,
                removedAt,
                Optional.empty(),
                stamp);
    }

    /** Whether it keeps no secret (RFC 6749 section 2.1). */
    public boolean isPublic() {
        return authMethod == TokenEndpointAuthMethod.NONE;
    }

    @Override
    public ClientId key() {
        return id;
    }

    @Override
    public Instant retainUntil() {
        return expiresAt.orElse(Times.FOREVER);
    }
}
