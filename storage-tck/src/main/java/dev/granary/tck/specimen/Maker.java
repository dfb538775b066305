package dev.granary.tck.specimen;

import dev.granary.record.RecordKey;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import java.time.Instant;
import java.util.Optional;

/** Makes records of a kind whose key and other fields are thrown apart from each other. */
interface Maker<K extends RecordKey, R extends StoredRecord<K>> extends Specimens<K, R> {

    /** A key that nobody had before. */
    K key(Dice dice);

    /** A key that nobody had before and that lists its record where {@code record} is, as far as keys decide that. */
    default K siblingKey(R record, Dice dice) {
        return key(dice);
    }

    /** A record with every field set, listed where {@code like} is if that is there. */
    R full(K key, Optional<R> like, Stamp stamp, Dice dice, Instant retainUntil);

    @Override
    default R full(Dice dice, Instant retainUntil) {
        return full(key(dice), Optional.empty(), dice.stamp(), dice, retainUntil);
    }

    @Override
    default R next(R record, Dice dice, Instant retainUntil) {
        return full(record.key(), Optional.of(record), record.stamp().next(dice.revision()), dice, retainUntil);
    }

    @Override
    default R sibling(R record, Dice dice, Instant retainUntil) {
        return full(siblingKey(record, dice), Optional.of(record), dice.stamp(), dice, retainUntil);
    }

    @Override
    default R rival(R record, Dice dice, Instant retainUntil) {
        return full(record.key(), Optional.empty(), dice.stamp(), dice, retainUntil);
    }
}
