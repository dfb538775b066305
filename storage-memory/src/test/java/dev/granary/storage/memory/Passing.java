package dev.granary.storage.memory;

import dev.granary.record.Change;
import dev.granary.record.Cursor;
import dev.granary.record.InsertOutcome;
import dev.granary.record.Page;
import dev.granary.record.Purged;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Revision;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Passes every call on; a mutant overrides the one that it gets wrong. */
class Passing<K extends RecordKey, R extends StoredRecord<K>> implements RecordStore<K, R> {

    final RecordStore<K, R> sound;

    Passing(RecordStore<K, R> sound) {
        this.sound = sound;
    }

    @Override
    public InsertOutcome<R> insert(R record) {
        return sound.insert(record);
    }

    @Override
    public Optional<R> find(K key) {
        return sound.find(key);
    }

    @Override
    public List<R> findAll(Collection<K> keys) {
        return sound.findAll(keys);
    }

    @Override
    public ReplaceOutcome<R> replace(R next, Revision expected) {
        return sound.replace(next, expected);
    }

    @Override
    public List<ReplaceOutcome<R>> replaceAll(List<Change<R>> changes) {
        return sound.replaceAll(changes);
    }

    @Override
    public ReplaceOutcome<R> remove(K key, Revision expected) {
        return sound.remove(key, expected);
    }

    @Override
    public Page<R> page(Selection<R> selection, Cursor after, int limit) {
        return sound.page(selection, after, limit);
    }

    @Override
    public Purged purge(Instant now, int limit) {
        return sound.purge(now, limit);
    }

    /** Widens a window that would be nanoseconds wide, so that a race falls into it. */
    static void dawdle() {
        LockSupport.parkNanos(100_000);
    }

    /** Puts the record there, whatever is there. */
    final void put(R record) {
        boolean put = false;
        while (!put) {
            put = sound.insert(record)
                    .match(
                            () -> true,
                            stored -> sound.replace(record, stored.revision())
                                    .match(() -> true, other -> false, () -> false));
        }
    }

    /** Takes away what is there. */
    final boolean take(K key) {
        return sound.find(key)
                .map(stored -> sound.remove(key, stored.revision()).match(() -> true, other -> false, () -> false))
                .orElse(false);
    }

    final List<R> everything(Selection<R> selection) {
        List<R> all = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<R> page = sound.page(selection, next.get(), 100);
            all.addAll(page.records());
            next = page.next();
        }
        return all;
    }
}
