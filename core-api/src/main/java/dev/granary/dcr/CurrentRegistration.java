package dev.granary.dcr;

import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.Text;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Names the registration in use. Whoever inserts it decides; an expired one is replaced by revision.
 *
 * @param key what the registration is for
 * @param clientId the client id that the upstream gave us, up to 2,048 characters
 * @param expiresAt from when on we must register anew; unset means never
 * @param retainUntil until when the record is kept, skew included
 * @param stamp revision, count and carried fields
 */
public record CurrentRegistration(
        RegistrationKey key, String clientId, Optional<Instant> expiresAt, Instant retainUntil, Stamp stamp)
        implements StoredRecord<RegistrationKey> {

    /** The kind of record that current registrations are. */
    public static final RecordKind<RegistrationKey, CurrentRegistration> KIND =
            new RecordKind<>("current_registrations", new CurrentRegistrationCodec(), List.of());

    /** Cuts the times to microseconds. @throws IllegalArgumentException if the client id is empty or not storable */
    public CurrentRegistration {
        Text.require("upstream client id", clientId, 2048);
        expiresAt = expiresAt.map(Times::micros);
        retainUntil = Times.micros(retainUntil);
    }

    /** The credential that is in use. */
    public DcrCredentialKey credential() {
        return new DcrCredentialKey(key.upstream(), clientId);
    }
}
