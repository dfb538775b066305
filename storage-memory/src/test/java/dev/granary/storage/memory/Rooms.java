package dev.granary.storage.memory;

import dev.granary.record.CapacityExceededException;
import dev.granary.record.InsertOutcome;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordStore;
import dev.granary.record.StorageFault;
import dev.granary.record.StoredRecord;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts room wrongly.
 *
 * @param taken how much is taken, by all namespaces, unless each has its own
 * @param cap how much there is
 * @param shared whether the namespaces share it
 */
record Rooms(AtomicInteger taken, int cap, boolean shared) implements Defect {

    @Override
    public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(RecordStore<K, R> sound) {
        AtomicInteger counted = shared ? taken : new AtomicInteger();
        return new Passing<>(sound) {
            @Override
            public InsertOutcome<R> insert(R record) {
                // Who loses the key has taken its room all the same.
                if (counted.incrementAndGet() > cap) {
                    throw new CapacityExceededException(StorageFault.of("mutant", "insert", "specimen", "wait"));
                }
                return sound.insert(record);
            }
        };
    }
}
