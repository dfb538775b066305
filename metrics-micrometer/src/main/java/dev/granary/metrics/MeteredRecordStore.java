package dev.granary.metrics;

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
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A store whose every call is measured. */
final class MeteredRecordStore<K extends RecordKey, R extends StoredRecord<K>> implements RecordStore<K, R> {

    private final RecordStore<K, R> store;
    private final String kind;
    private final Timers<Which> timers;
    private final PurgeMetrics purges;

    MeteredRecordStore(RecordStore<K, R> store, String kind, Timers<Which> timers, PurgeMetrics purges) {
        this.store = store;
        this.kind = kind;
        this.timers = timers;
        this.purges = purges;
    }

    /** What was called, and how it ended. */
    record Which(Verb verb, String kind, StorageEnding ending) {}

    @Override
    public InsertOutcome<R> insert(R record) {
        return measure(
                Verb.INSERT,
                () -> store.insert(record),
                outcome -> outcome.match(() -> StorageEnding.OK, stored -> StorageEnding.CONFLICT));
    }

    @Override
    public Optional<R> find(K key) {
        return measure(Verb.FIND, () -> store.find(key), found -> StorageEnding.OK);
    }

    @Override
    public List<R> findAll(Collection<K> keys) {
        return measure(Verb.FIND_ALL, () -> store.findAll(keys), found -> StorageEnding.OK);
    }

    @Override
    public ReplaceOutcome<R> replace(R next, Revision expected) {
        return measure(Verb.REPLACE, () -> store.replace(next, expected), MeteredRecordStore::ending);
    }

    /** A batch in which one change was lost was lost. */
    @Override
    public List<ReplaceOutcome<R>> replaceAll(List<Change<R>> changes) {
        return measure(
                Verb.REPLACE_ALL,
                () -> store.replaceAll(changes),
                outcomes -> outcomes.stream()
                        .map(MeteredRecordStore::ending)
                        .filter(ending -> ending != StorageEnding.OK)
                        .findFirst()
                        .orElse(StorageEnding.OK));
    }

    @Override
    public ReplaceOutcome<R> remove(K key, Revision expected) {
        return measure(Verb.REMOVE, () -> store.remove(key, expected), MeteredRecordStore::ending);
    }

    @Override
    public Page<R> page(Selection<R> selection, Cursor after, int limit) {
        return measure(Verb.PAGE, () -> store.page(selection, after, limit), page -> StorageEnding.OK);
    }

    @Override
    public Purged purge(Instant now, int limit) {
        Purged purged = measure(Verb.PURGE, () -> store.purge(now, limit), done -> StorageEnding.OK);
        purges.note(kind, purged);
        return purged;
    }

    private <T> T measure(Verb verb, Supplier<T> call, Function<T, StorageEnding> ending) {
        Timer.Sample sample = timers.start();
        StorageEnding ended = StorageEnding.FAILED;
        try {
            T result = call.get();
            ended = ending.apply(result);
            return result;
        } catch (RuntimeException e) {
            ended = StorageEnding.of(e);
            throw e;
        } finally {
            timers.stop(sample, new Which(verb, kind, ended), List.of(verb.label(), kind, ended.label()));
        }
    }

    private static StorageEnding ending(ReplaceOutcome<?> outcome) {
        return outcome.match(() -> StorageEnding.OK, stored -> StorageEnding.CONFLICT, () -> StorageEnding.ABSENT);
    }
}
