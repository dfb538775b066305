package dev.granary.cli.toolhive;

import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.StoredRecord;
import dev.granary.spi.Capability;
import dev.granary.spi.Health;
import dev.granary.spi.Stats;
import dev.granary.spi.Storage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A storage as it would be: what is written stays in memory, in front of what is stored, which never changes. Closing it
 * closes nothing. Not safe for threads.
 */
final class Rehearsal implements Storage {

    private final Storage stored;
    private final Map<Place, Map<List<String>, Optional<byte[]>>> written = new HashMap<>();

    /** Begins with what is stored here. */
    Rehearsal(Storage stored) {
        this.stored = stored;
    }

    private record Place(Namespace namespace, String kind) {}

    @Override
    public String id() {
        return stored.id();
    }

    @Override
    public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> store(
            Namespace namespace, RecordKind<K, R> kind) {
        Place place = new Place(namespace, kind.name());
        return new RehearsedStore<>(
                kind, stored.store(namespace, kind), written.computeIfAbsent(place, none -> new HashMap<>()));
    }

    @Override
    public Set<Capability> capabilities() {
        return stored.capabilities();
    }

    @Override
    public Health health() {
        return stored.health();
    }

    @Override
    public Stats stats() {
        return stored.stats();
    }

    @Override
    public void close() {
        written.clear();
    }
}
