package com.example.granary.template;

import dev.granary.record.StorageFault;
import dev.granary.record.StorageUnavailableException;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The documents of all kinds and namespaces, by spelled key. One thread at a time takes a step. */
final class Table {

    private final NavigableMap<String, byte[]> documents = new TreeMap<>();
    private final Lock lock = new ReentrantLock();
    private volatile boolean open = true;

    /** The documents; only for a step. */
    NavigableMap<String, byte[]> documents() {
        return documents;
    }

    /** Does all of the step or, if the storage is closed, nothing. */
    <T> T step(String operation, String kind, Supplier<T> step) {
        lock.lock();
        try {
            if (!open) {
                throw new StorageUnavailableException(StorageFault.of(
                        TemplateStorage.ID, operation, kind, "the storage is closed; open another one"));
            }
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        return open;
    }

    void close() {
        lock.lock();
        try {
            open = false;
            documents.clear();
        } finally {
            lock.unlock();
        }
    }
}
