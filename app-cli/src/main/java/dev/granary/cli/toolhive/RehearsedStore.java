package dev.granary.cli.toolhive;

import dev.granary.record.Absent;
import dev.granary.record.Change;
import dev.granary.record.Conflict;
import dev.granary.record.Cursor;
import dev.granary.record.InsertOutcome;
import dev.granary.record.Page;
import dev.granary.record.Purged;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Revision;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import dev.granary.record.Written;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records of one kind as they would be. Listings show those that are stored, and nothing is purged. */
final class RehearsedStore<K extends RecordKey, R extends StoredRecord<K>> implements RecordStore<K, R> {

    private final RecordKind<K, R> kind;
    private final RecordStore<K, R> stored;
    private final Map<List<String>, Optional<byte[]>> written;

    /** @param written documents by the parts of their keys; none where a record was removed */
    RehearsedStore(RecordKind<K, R> kind, RecordStore<K, R> stored, Map<List<String>, Optional<byte[]>> written) {
        this.kind = kind;
        this.stored = stored;
        this.written = written;
    }

    @Override
    public InsertOutcome<R> insert(R record) {
        Optional<R> found = find(record.key());
        if (found.filter(other -> !other.revision().equals(record.revision())).isPresent()) {
            return new Conflict<>(found.get());
        }
        return write(record.key(), Optional.of(record));
    }

    @Override
    public Optional<R> find(K key) {
        Optional<byte[]> document = written.get(key.parts());
        return document == null ? stored.find(key) : document.map(bytes -> kind.decode(bytes, "rehearsal"));
    }

    @Override
    public List<R> findAll(Collection<K> keys) {
        return keys.stream().distinct().flatMap(key -> find(key).stream()).toList();
    }

    @Override
    public ReplaceOutcome<R> replace(R next, Revision expected) {
        return change(next.key(), Optional.of(next), expected);
    }

    @Override
    public List<ReplaceOutcome<R>> replaceAll(List<Change<R>> changes) {
        return changes.stream()
                .map(change -> replace(change.next(), change.expected()))
                .toList();
    }

    @Override
    public ReplaceOutcome<R> remove(K key, Revision expected) {
        return change(key, Optional.empty(), expected);
    }

    @Override
    public Page<R> page(Selection<R> selection, Cursor after, int limit) {
        return stored.page(selection, after, limit);
    }

    @Override
    public Purged purge(Instant now, int limit) {
        return new Purged(0, true);
    }

    private ReplaceOutcome<R> change(K key, Optional<R> next, Revision expected) {
        Optional<R> found = find(key);
        if (found.isEmpty()) {
            return new Absent<>();
        }
        Revision revision = found.get().revision();
        boolean wins = revision.equals(expected)
                || next.filter(own -> own.revision().equals(revision)).isPresent();
        return wins ? write(key, next) : new Conflict<>(found.get());
    }

    private Written<R> write(K key, Optional<R> record) {
        written.put(key.parts(), record.map(kind::encode));
        return new Written<>();
    }
}
