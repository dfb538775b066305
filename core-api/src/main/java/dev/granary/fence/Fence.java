package dev.granary.fence;

import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.List;

/**
 * That everything of a subject, client, session or identity whose login began before an instant is revoked.
 *
 * @param key whose
 * @param at the instant
 * @param retainUntil until when the record is kept: as long as a login begun before could still end, skew included
 * @param stamp revision, count and carried fields
 */
public record Fence(FenceKey key, Instant at, Instant retainUntil, Stamp stamp) implements StoredRecord<FenceKey> {

    /** The kind of record that fences are. */
    public static final RecordKind<FenceKey, Fence> KIND = new RecordKind<>("fences", new FenceCodec(), List.of());

    /** Cuts the times to microseconds. */
    public Fence {
        at = Times.micros(at);
        retainUntil = Times.micros(retainUntil);
    }
}
