package com.example.granary.mvstore;

import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.StorageFault;
import dev.granary.record.StorageUnavailableException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * The open file: the records of every kind and namespace, and where they are listed. Whoever writes is alone with it
 * until the change is in the file. So nobody is ever told what a crash could take back, and a record and its listings
 * change together.
 */
final class MvFile {

    private final MVStore store;
    private final boolean sync;
    private final MVMap<String, byte[]> records;
    private final MVMap<String, String> listings;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private MvFile(MVStore store, boolean sync) {
        this.store = store;
        this.sync = sync;
        this.records = store.openMap(
                "records",
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
        this.listings = store.openMap(
                "listings",
                new MVMap.Builder<String, String>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(StringDataType.INSTANCE));
    }

    /** Opens or makes the file and locks it. */
    static MvFile open(Path path, boolean sync) {
        // A commit of the store's own, by time or by size, could be half of a step.
        MVStore.Builder settings = new MVStore.Builder()
                .fileName(path.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0);
        try {
            MVStore store = settings.open();
            // Free space is used again at once. The default waits 45 seconds, and the file grows by megabytes.
            store.setRetentionTime(0);
            return new MvFile(store, sync);
        } catch (MVStoreException e) {
            String remedy = "the file cannot be opened; see that nobody else has it open and that it is a storage";
            throw new StorageUnavailableException(fault("open", "all", Optional.of(e), remedy));
        }
    }

    MVMap<String, byte[]> records() {
        return records;
    }

    /** Where records are listed; a value is the record's key. */
    MVMap<String, String> listings() {
        return listings;
    }

    <T> T read(String operation, String kind, Supplier<T> step) {
        lock.readLock().lock();
        try {
            requireOpen(operation, kind);
            return step.get();
        } catch (MVStoreException e) {
            throw new StorageUnavailableException(fault(operation, kind, Optional.of(e), "the file cannot be read"));
        } finally {
            lock.readLock().unlock();
        }
    }

    <T> T write(String operation, String kind, Supplier<T> step) {
        lock.writeLock().lock();
        try {
            requireOpen(operation, kind);
            T outcome = step.get();
            commit();
            return outcome;
        } catch (MVStoreException e) {
            // Nobody may read on from memory what perhaps is not in the file.
            store.closeImmediately();
            String remedy = "the file cannot be written; mend the disk, open the storage again and repeat the call";
            throw new OutcomeUnknownException(fault(operation, kind, Optional.of(e), remedy));
        } finally {
            // Only what a step left when it broke off: otherwise all is committed.
            rollback();
            lock.writeLock().unlock();
        }
    }

    private void commit() {
        store.commit();
        if (sync) {
            store.sync();
        }
    }

    private void rollback() {
        if (!store.isClosed()) {
            store.rollback();
        }
    }

    /** The number of records by kind, counted by the tree without visiting them. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        String key = records.firstKey();
        while (key != null) {
            String kind = Spelling.first(key);
            String behind = Spelling.behind(kind);
            // No key is spelled so: what comes back is where one would be, as -1 - index.
            counts.put(kind, -1 - records.getKeyIndex(behind) - records.getKeyIndex(key));
            key = records.higherKey(behind);
        }
        return counts;
    }

    boolean isOpen() {
        return !store.isClosed();
    }

    void close() {
        lock.writeLock().lock();
        try {
            store.close();
        } catch (MVStoreException e) {
            // Every acknowledged write is in the file already.
            store.closeImmediately();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void requireOpen(String operation, String kind) {
        if (store.isClosed()) {
            throw new StorageUnavailableException(
                    fault(operation, kind, Optional.empty(), "the storage is closed; open another one"));
        }
    }

    /** Without the store's own message, which may tell of paths and contents. */
    private static StorageFault fault(String operation, String kind, Optional<MVStoreException> cause, String remedy) {
        Optional<String> code = cause.map(e -> Integer.toString(e.getErrorCode()));
        return new StorageFault(MvStorage.ID, operation, kind, Optional.empty(), code, remedy);
    }
}
