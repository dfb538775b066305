package dev.granary.storage.memory;

import dev.granary.record.Cursor;
import dev.granary.record.InsertOutcome;
import dev.granary.record.Page;
import dev.granary.record.Purged;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes an index entry before its record, and sweeps it if the record is not there yet. */
final class EagerRepair<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {

    private final Set<K> onTheirWay = ConcurrentHashMap.newKeySet();
    private final Set<K> swept = ConcurrentHashMap.newKeySet();

    EagerRepair(RecordStore<K, R> sound) {
        super(sound);
    }

    @Override
    public InsertOutcome<R> insert(R record) {
        onTheirWay.add(record.key());
        dawdle();
        InsertOutcome<R> outcome = sound.insert(record);
        onTheirWay.remove(record.key());
        return outcome;
    }

    @Override
    public Purged purge(Instant now, int limit) {
        swept.addAll(onTheirWay);
        return sound.purge(now, limit);
    }

    @Override
    public Page<R> page(Selection<R> selection, Cursor after, int limit) {
        Page<R> page = sound.page(selection, after, limit);
        return new Page<>(
                page.records().stream()
                        .filter(record -> !swept.contains(record.key()))
                        .toList(),
                page.next());
    }
}
