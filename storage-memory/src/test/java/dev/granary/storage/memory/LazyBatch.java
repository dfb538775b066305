package dev.granary.storage.memory;

import dev.granary.record.Change;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.StoredRecord;
import dev.granary.record.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the caller's list of changes and makes them when somebody looks. */
final class LazyBatch<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {

    private List<Change<R>> kept = List.of();

    LazyBatch(RecordStore<K, R> sound) {
        super(sound);
    }

    @Override
    public List<ReplaceOutcome<R>> replaceAll(List<Change<R>> changes) {
        kept = changes;
        List<ReplaceOutcome<R>> outcomes = new ArrayList<>();
        changes.forEach(change -> outcomes.add(new Written<>()));
        return outcomes;
    }

    @Override
    public Optional<R> find(K key) {
        sound.replaceAll(List.copyOf(kept));
        kept = List.of();
        return sound.find(key);
    }
}
