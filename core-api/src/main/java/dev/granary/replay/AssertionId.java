package dev.granary.replay;

import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.List;

/**
 * That an assertion was used. The insert decides who used it.
 *
 * @param key which one
 * @param expiresAt when the assertion itself expires
 * @param retainUntil until when the record is kept: not before the assertion expires, skew included
 * @param stamp revision, count and carried fields
 */
public record AssertionId(AssertionKey key, Instant expiresAt, Instant retainUntil, Stamp stamp)
        implements StoredRecord<AssertionKey> {

    /** The kind of record that assertion ids are. */
    public static final RecordKind<AssertionKey, AssertionId> KIND =
            new RecordKind<>("assertions", new AssertionIdCodec(), List.of());

    /** Cuts the times to microseconds. @throws IllegalArgumentException if it would be forgotten before it expires */
    public AssertionId {
        expiresAt = Times.micros(expiresAt);
        retainUntil = Times.micros(retainUntil);
        if (retainUntil.isBefore(expiresAt)) {
            throw new IllegalArgumentException("retain until: expected the expiry or later");
        }
    }
}
