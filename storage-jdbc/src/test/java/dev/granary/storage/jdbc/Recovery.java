package dev.granary.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordStore;
import dev.granary.record.StorageException;
import dev.granary.record.StoredRecord;
import dev.granary.record.Written;
import dev.granary.spi.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How a storage comes back by itself after its database was away. */
final class Recovery {

    private static final int ATTEMPTS = 100;
    private static final long PAUSE_NANOS = 100_000_000;

    private final RecordStore<GrantId, Grant> store;

    private Recovery(RecordStore<GrantId, Grant> store) {
        this.store = store;
    }

    static Recovery of(Storage storage) {
        return new Recovery(Database.grants(storage));
    }

    /** Sends the same insert until it is written; returns what it met with before. */
    List<StorageException> assertWritten(Grant grant) {
        return assertWritten(store, grant);
    }

    /** The same for records of any kind. */
    static <K extends RecordKey, R extends StoredRecord<K>> List<StorageException> assertWritten(
            RecordStore<K, R> store, R record) {
        List<StorageException> met = new ArrayList<>();
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                assertThat(store.insert(record)).isEqualTo(new Written<>());
                return met;
            } catch (StorageException e) {
                met.add(e);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        throw new AssertionError("never came back: " + met.get(met.size() - 1));
    }
}
