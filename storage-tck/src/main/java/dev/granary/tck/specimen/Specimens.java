package dev.granary.tck.specimen;

import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.StoredRecord;
import java.time.Instant;

/**
 * Makes records of one kind for the rules that hold for every kind. Each has a key, a revision and index values that
 * nobody had before, unless said otherwise or the kind has only a few, and ends when it is told to, if its kind ends.
 *
 * @param <K> the key type
 * @param <R> the record type
 */
public interface Specimens<K extends RecordKey, R extends StoredRecord<K>> {

    /** The kind that is made. */
    RecordKind<K, R> kind();

    /** Whether records of this kind end; if not, they are kept for ever whatever they are told. */
    default boolean ends() {
        return true;
    }

    /** A record with every field set and listed by every index. */
    R full(Dice dice, Instant retainUntil);

    /** A record with no field set that may be unset. If its end is such a field, it never ends. */
    R minimal(Dice dice, Instant retainUntil);

    /** Another state of {@code record}: the same key and index values, a new revision, the next count. */
    R next(R record, Dice dice, Instant retainUntil);

    /** A record with another key that is listed where {@code record} is, by one index at least if there is one. */
    R sibling(R record, Dice dice, Instant retainUntil);

    /** A new record that has the key of {@code record}; all else differs. */
    R rival(R record, Dice dice, Instant retainUntil);
}
