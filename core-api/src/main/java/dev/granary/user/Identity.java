package dev.granary.user;

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
 * Leads from an upstream's subject to our user. Of several who link it at once, the insert decides.
 *
 * @param key upstream and subject
 * @param user the user; it never changes
 * @param linkedAt when it was linked
 * @param lastUsedAt when someone last logged in with it
 * @param leavingSince when somebody last began to unlink it, unset unless that goes on or broke off
 * @param stamp revision, count and carried fields
 */
public record Identity(
        IdentityKey key, UserId user, Instant linkedAt, Instant lastUsedAt, Optional<Instant> leavingSince, Stamp stamp)
        implements StoredRecord<IdentityKey> {

    /** Lists identities by user. */
    public static final Index<Identity> BY_USER = new Index<>(
            "user", identity -> Optional.of(IndexValue.of(identity.user().value())));

    /** The kind of record that identities are. */
    public static final RecordKind<IdentityKey, Identity> KIND =
            new RecordKind<>("identities", new IdentityCodec(), List.of(BY_USER));

    /** Cuts the times to microseconds. */
    public Identity {
        linkedAt = Times.micros(linkedAt);
        lastUsedAt = Times.micros(lastUsedAt);
        leavingSince = leavingSince.map(Times::micros);
    }

    @Override
    public Instant retainUntil() {
        return Times.FOREVER;
    }
}
