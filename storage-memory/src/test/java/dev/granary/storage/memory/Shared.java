package dev.granary.storage.memory;

import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.StoredRecord;
import dev.granary.spi.Storage;

/** One store for all namespaces. */
record Shared(Storage storage, Namespace namespace) implements Defect {

    @Override
    public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(RecordStore<K, R> sound) {
        throw new IllegalStateException("a store is of a kind");
    }

    @Override
    public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(
            RecordKind<K, R> kind, RecordStore<K, R> sound) {
        return storage.store(namespace, kind);
    }
}
