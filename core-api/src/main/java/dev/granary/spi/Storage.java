package dev.granary.spi;

import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.StoredRecord;
import java.util.Optional;
import java.util.Set;

/**
 * An open storage. It owns its pool and schema, is opened once per URL, starts no thread, and is safe for any number of
 * threads.
 */
public interface Storage extends AutoCloseable {

    /** The backend's id, such as {@code memory}; for messages. */
    String id();

    /**
     * The port of one kind in one namespace. Cheap, holds nothing that must be closed; two calls with the same
     * arguments see the same records.
     */
    <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> store(
            Namespace namespace, RecordKind<K, R> kind);

    /** The ports of one tenant or issuer. */
    default Records in(Namespace namespace) {
        return new Records(this, namespace);
    }

    /** What this storage promises beyond the contract. */
    Set<Capability> capabilities();

    /** Asks the storage whether it can serve. Never throws. */
    Health health();

    /** Counts the records of all namespaces. */
    Stats stats();

    /** How its connections are used; empty if it has no pool, or one that does not tell. Asks no server. */
    default Optional<PoolUse> pool() {
        return Optional.empty();
    }

    /** Releases what the storage itself opened. Idempotent and final: afterwards every operation is refused. */
    @Override
    void close();
}
