package dev.granary.key;

import dev.granary.record.Index;
import dev.granary.record.IndexValue;
import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import dev.granary.seal.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A signature or MAC key. Where it stands in its rotation is under the seal, too.
 *
 * @param id the key's id
 * @param use what it is for; it never changes
 * @param body the key and its state, sealed
 * @param createdAt when it was made
 * @param retainUntil until when the record is kept: as long as anything made with it is recognised, skew included
 * @param stamp revision, count and carried fields
 */
public record StoredKey(KeyId id, KeyUse use, Sealed body, Instant createdAt, Instant retainUntil, Stamp stamp)
        implements StoredRecord<KeyId> {

    /** Lists keys by use. */
    public static final Index<StoredKey> BY_USE =
            new Index<>("use", key -> Optional.of(IndexValue.of(key.use().name())));

    /** The kind of record that keys are. */
    public static final RecordKind<KeyId, StoredKey> KIND =
            new RecordKind<>("keys", new StoredKeyCodec(), List.of(BY_USE));

    /** Cuts the times to microseconds. */
    public StoredKey {
        createdAt = Times.micros(createdAt);
        retainUntil = Times.micros(retainUntil);
    }

    @Override
    public KeyId key() {
        return id;
    }
}
