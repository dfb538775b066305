package dev.granary.storage.memory;

import dev.granary.record.Times;
import java.time.Instant;

/**
 * What the map holds for a key.
 *
 * @param <R> the record type
 * @param sequence the place in every listing, given at the insert and kept through every replace
 * @param record the record
 * @param retainUntil the record's, asked for once
 */
record Entry<R>(long sequence, R record, Instant retainUntil) {

    boolean isOver(Instant now) {
        return !retainUntil.isAfter(now) && endsSometime();
    }

    boolean endsSometime() {
        return !retainUntil.equals(Times.FOREVER);
    }

    Deadline deadline() {
        return new Deadline(retainUntil, sequence);
    }
}
