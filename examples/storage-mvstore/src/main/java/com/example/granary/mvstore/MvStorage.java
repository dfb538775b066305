package com.example.granary.mvstore;

import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.StoredRecord;
import dev.granary.spi.Capability;
import dev.granary.spi.Health;
import dev.granary.spi.Stats;
import dev.granary.spi.Storage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;

/**
 * A storage in one file, for one process at a time. An acknowledged write survives the end of the process, however it
 * ends; with sync it survives the loss of power too, and takes some milliseconds.
 */
public final class MvStorage implements Storage {

    static final String ID = "mvstore";

    private final MvFile file;
    private final InstantSource clock;

    private MvStorage(MvFile file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * Opens or makes the file.
     *
     * @param sync whether each write waits for the disk
     * @throws dev.granary.record.StorageUnavailableException if the file cannot be opened, or is open elsewhere
     */
    public static MvStorage open(Path path, boolean sync, InstantSource clock) {
        return new MvStorage(MvFile.open(path, sync), clock);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> store(
            Namespace namespace, RecordKind<K, R> kind) {
        return new MvRecordStore<>(file, namespace, kind, clock);
    }

    /** Not SHARED: the file is locked. Not RECORD_CAPS: there is no option for them. */
    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.DURABLE);
    }

    @Override
    public Health health() {
        return file.isOpen() ? new Health(true, "mvstore: open") : new Health(false, "mvstore: closed");
    }

    @Override
    public Stats stats() {
        return file.read("stats", "all", () -> new Stats(file.counts()));
    }

    @Override
    public void close() {
        file.close();
    }
}
