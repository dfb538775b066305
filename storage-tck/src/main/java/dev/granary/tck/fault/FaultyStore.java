package dev.granary.tck.fault;

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
import java.util.Collection;
import java.util.List;
import java.util.Optional;

final class FaultyStore<K extends RecordKey, R extends StoredRecord<K>> implements RecordStore<K, R> {

    private final RecordStore<K, R> sound;
    private final String kind;
    private final Fault fault;

    FaultyStore(RecordStore<K, R> sound, String kind, Fault fault) {
        this.sound = sound;
        this.kind = kind;
        this.fault = fault;
    }

    @Override
    public InsertOutcome<R> insert(R record) {
        return fault.write("insert", kind, () -> sound.insert(record));
    }

    @Override
    public Optional<R> find(K key) {
        return fault.read("find", kind, () -> sound.find(key));
    }

    @Override
    public List<R> findAll(Collection<K> keys) {
        return fault.read("findAll", kind, () -> sound.findAll(keys));
    }

    @Override
    public ReplaceOutcome<R> replace(R next, Revision expected) {
        return fault.write("replace", kind, () -> sound.replace(next, expected));
    }

    @Override
    public List<ReplaceOutcome<R>> replaceAll(List<Change<R>> changes) {
        return fault.write("replaceAll", kind, () -> sound.replaceAll(changes));
    }

    @Override
    public ReplaceOutcome<R> remove(K key, Revision expected) {
        return fault.write("remove", kind, () -> sound.remove(key, expected));
    }

    @Override
    public Page<R> page(Selection<R> selection, Cursor after, int limit) {
        return fault.read("page", kind, () -> sound.page(selection, after, limit));
    }

    @Override
    public Purged purge(Instant now, int limit) {
        return fault.write("purge", kind, () -> sound.purge(now, limit));
    }
}
