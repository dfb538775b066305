package dev.granary.storage.memory;

import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What the map holds for a key.
 *
 * @param <R> the record type
 * @param sequence the place in every listing, given at the insert and kept through every replace
 * @param record the record
 * @param retainUntil the record's, asked for once
 * @param lastMilli the millisecond in which it ends, so that nearly no look at it needs more of the time
 */
record Entry<R>(long sequence, R record, Instant retainUntil, long lastMilli) {

    static <R extends StoredRecord<?>> Entry<R> of(long sequence, R record) {
        Instant end = record.retainUntil();
        return new Entry<>(sequence, record, end, end.isBefore(Times.FOREVER) ? end.toEpochMilli() : Long.MAX_VALUE);
    }

    boolean isOver(InstantSource clock) {
        long now = clock.millis();
        return lastMilli < now || (lastMilli == now && isOver(clock.instant()));
    }

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
