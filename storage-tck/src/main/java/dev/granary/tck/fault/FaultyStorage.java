package dev.granary.tck.fault;

import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.StoredRecord;
import dev.granary.spi.Capability;
import dev.granary.spi.Health;
import dev.granary.spi.Stats;
import dev.granary.spi.Storage;
import java.util.Set;

/** A sound storage, one of whose calls fails. Closing it closes nothing. */
public final class FaultyStorage implements Storage {

    private final Storage sound;
    private final Fault fault;

    /** Fails as {@code fault} says. */
    public FaultyStorage(Storage sound, Fault fault) {
        this.sound = sound;
        this.fault = fault;
    }

    @Override
    public String id() {
        return sound.id();
    }

    @Override
    public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> store(
            Namespace namespace, RecordKind<K, R> kind) {
        return new FaultyStore<>(sound.store(namespace, kind), kind.name(), fault);
    }

    @Override
    public Set<Capability> capabilities() {
        return sound.capabilities();
    }

    @Override
    public Health health() {
        return sound.health();
    }

    @Override
    public Stats stats() {
        return sound.stats();
    }

    @Override
    public void close() {}
}
