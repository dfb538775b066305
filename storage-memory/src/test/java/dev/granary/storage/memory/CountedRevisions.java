package dev.granary.storage.memory;

import dev.granary.record.InsertOutcome;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Revision;
import dev.granary.record.StoredRecord;
import dev.granary.record.Written;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares the number of a record's writes, where its revision is due.
 *
 * @param counts the number that each revision stands for
 */
record CountedRevisions(Map<Revision, Long> counts) implements Defect {

    CountedRevisions() {
        this(new ConcurrentHashMap<>());
    }

    @Override
    public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(RecordStore<K, R> sound) {
        return new Passing<>(sound) {
            @Override
            public InsertOutcome<R> insert(R record) {
                counts.put(record.revision(), record.stamp().count());
                return sound.insert(record);
            }

            @Override
            public ReplaceOutcome<R> replace(R next, Revision expected) {
                counts.put(next.revision(), next.stamp().count());
                Optional<R> stored = sound.find(next.key());
                long known = counts.getOrDefault(expected, -1L);
                if (stored.filter(record -> record.stamp().count() == known).isEmpty()) {
                    return sound.replace(next, expected);
                }
                put(next);
                return new Written<>();
            }
        };
    }
}
