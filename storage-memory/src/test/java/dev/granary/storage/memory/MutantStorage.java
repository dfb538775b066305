package dev.granary.storage.memory;

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
import java.util.function.UnaryOperator;

/** A sound storage with a defect in its stores or in how it tells namespaces apart. */
class MutantStorage implements Storage {

    final Storage sound;
    private final Defect defect;
    private final UnaryOperator<Namespace> namespaces;

    MutantStorage(Storage sound, Defect defect) {
        this(sound, defect, UnaryOperator.identity());
    }

    MutantStorage(Storage sound, Defect defect, UnaryOperator<Namespace> namespaces) {
        this.sound = sound;
        this.defect = defect;
        this.namespaces = namespaces;
    }

    @Override
    public String id() {
        return "mutant";
    }

    @Override
    public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> store(
            Namespace namespace, RecordKind<K, R> kind) {
        return defect.in(kind, sound.store(namespaces.apply(namespace), kind));
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
    public void close() {
        sound.close();
    }
}
