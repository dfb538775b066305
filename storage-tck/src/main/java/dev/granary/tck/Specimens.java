package dev.granary.tck;

import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.StoredRecord;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Makes records of one kind for the rules that hold for every kind. Each has a key, a revision and index values that
 * nobody had before, unless said otherwise, and ends when it is told to.
 *
 * @param <K> the key type
 * @param <R> the record type
 */
public interface Specimens<K extends RecordKey, R extends StoredRecord<K>> {

    /** The kind that is made. */
    RecordKind<K, R> kind();

    /** A record with every field set and listed by every index. */
    R full(RandomGenerator random, Instant retainUntil);

    /** A record with no field set that may be unset. */
    R minimal(RandomGenerator random, Instant retainUntil);

    /** Another state of {@code record}: the same key and index values, a new revision, the next count. */
    R next(R record, RandomGenerator random, Instant retainUntil);

    /** A record with another key that is listed where {@code record} is. */
    R sibling(R record, RandomGenerator random, Instant retainUntil);

    /** A new record that has the key of {@code record}; all else differs. */
    R rival(R record, RandomGenerator random, Instant retainUntil);
}
