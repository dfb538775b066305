package dev.granary.dcr;

import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.Text;
import dev.granary.record.Times;
import dev.granary.seal.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an upstream gave us when we registered there (RFC 7591 section 3.2.1). It outlives its being current, for the
 * tokens that were got with it.
 *
 * @param registration what it was registered for
 * @param clientId the client id, up to 2,048 characters
 * @param secret the client secret, sealed; unset for a public client
 * @param authMethod how to authenticate at the token endpoint, up to 255 characters
 * @param registrationAccessToken for managing the registration (RFC 7592), sealed
 * @param registrationClientUri where to manage it (RFC 7592), up to 2,048 characters
 * @param authorizationEndpoint the upstream's authorization endpoint, up to 2,048 characters
 * @param tokenEndpoint the upstream's token endpoint, up to 2,048 characters
 * @param createdAt when we registered
 * @param issuedAt when the upstream says that it gave the client id
 * @param secretExpiresAt when the secret expires; unset means never
 * @param retainUntil until when the record is kept, skew included; {@link Times#FOREVER} while it is current
 * @param stamp revision, count and carried fields
 */
public record DcrCredential(
        RegistrationKey registration,
        String clientId,
        Optional<Sealed> secret,
        Optional<String> authMethod,
        Optional<Sealed> registrationAccessToken,
        Optional<String> registrationClientUri,
        String authorizationEndpoint,
        String tokenEndpoint,
        Instant createdAt,
        Optional<Instant> issuedAt,
        Optional<Instant> secretExpiresAt,
        Instant retainUntil,
        Stamp stamp)
        implements StoredRecord<DcrCredentialKey> {

    /** The kind of record that registration credentials are. */
    public static final RecordKind<DcrCredentialKey, DcrCredential> KIND =
            new RecordKind<>("dcr_credentials", new DcrCredentialCodec(), List.of());

    /** Cuts the times to microseconds. @throws IllegalArgumentException if a text is empty, too long or not storable */
    public DcrCredential {
        Text.require("upstream client id", clientId, 2048);
        authMethod.ifPresent(text -> Text.require("auth method", text, 255));
        registrationClientUri.ifPresent(text -> Text.require("registration client uri", text, 2048));
        Text.require("authorization endpoint", authorizationEndpoint, 2048);
        Text.require("token endpoint", tokenEndpoint, 2048);
        createdAt = Times.micros(createdAt);
        issuedAt = issuedAt.map(Times::micros);
        secretExpiresAt = secretExpiresAt.map(Times::micros);
        retainUntil = Times.micros(retainUntil);
    }

    @Override
    public DcrCredentialKey key() {
        return new DcrCredentialKey(registration.upstream(), clientId);
    }
}
