package dev.granary.storage.memory;

import dev.granary.record.RecordKey;
import dev.granary.record.RecordStore;
import dev.granary.record.StoredRecord;

/** Wraps a sound store in one that is broken in a single way. */
interface Defect {

    <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(RecordStore<K, R> sound);
}
