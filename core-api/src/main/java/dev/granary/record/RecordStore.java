package dev.granary.record;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The one port of every backend: records of one kind in one namespace.
 *
 * <p>Every operation on one record is linearizable: decided at the primary, never on a replica or in a cache, in a
 * transaction of the backend's own and never the host's. Repeating a write with the same revision is safe: one that
 * finds its own revision stored has already happened and is answered so. A record whose {@link
 * StoredRecord#retainUntil()} has come by the storage's clock is absent to every operation.
 *
 * <p>There is no other verb: no bare save, no multi-key transaction, no business condition in a backend. Calls block;
 * implementations are safe for any number of threads. Besides what is said at each method they throw {@link
 * StorageUnavailableException} if nothing was changed, {@link OutcomeUnknownException} if a write may or may not have
 * taken effect, and {@link CorruptRecordException} for a record that cannot be read.
 *
 * @param <K> the key type
 * @param <R> the record type
 */
public interface RecordStore<K extends RecordKey, R extends StoredRecord<K>> {

    /**
     * Stores a record under a free key. A key that holds a record of the same revision answers {@link Written}.
     *
     * @throws CapacityExceededException if the kind is at its configured cap; nothing was changed, nobody evicted
     */
    InsertOutcome<R> insert(R record);

    /** Returns the record of this key. */
    Optional<R> find(K key);

    /** Returns the records of those keys that have one: each once, however often its key is given, in any order. */
    List<R> findAll(Collection<K> keys);

    /**
     * Replaces the stored record of {@code next}'s key if its revision is {@code expected} or already {@code next}'s
     * own, decided in one condition: of any number of callers with the same {@code expected} exactly one wins.
     */
    ReplaceOutcome<R> replace(R next, Revision expected);

    /**
     * Replaces many records, in key order, each decided by itself as by {@link #replace}. An unknown outcome is the
     * whole batch's.
     *
     * @return one outcome for each change, in the order of {@code changes}
     */
    List<ReplaceOutcome<R>> replaceAll(List<Change<R>> changes);

    /** Removes the record of this key if its revision is {@code expected}. */
    ReplaceOutcome<R> remove(K key, Revision expected);

    /**
     * Lists records in the backend's own order. One may show twice while it changes. None is missed that was there
     * before the listing began and still is.
     *
     * @param after {@link Cursor#START}, or what the page before gave as next
     * @param limit 1 or more
     * @throws IllegalArgumentException if {@code limit} is below 1 or the cursor is not of this selection: one that a page
     *     of another index or value gave, or none did
     */
    Page<R> page(Selection<R> selection, Cursor after, int limit);

    /**
     * Removes at most {@code limit} records that are over both by {@code now} and by the storage's own clock. The
     * condition is repeated in the step that deletes, so a record that was just extended stays.
     *
     * @param limit 1 or more
     */
    Purged purge(Instant now, int limit);
}
