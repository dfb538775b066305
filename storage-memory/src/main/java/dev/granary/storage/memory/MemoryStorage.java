package dev.granary.storage.memory;

import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.StorageFault;
import dev.granary.record.StorageUnavailableException;
import dev.granary.record.StoredRecord;
import dev.granary.spi.Capability;
import dev.granary.spi.Health;
import dev.granary.spi.Stats;
import dev.granary.spi.Storage;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A storage that keeps records in the memory of this process and loses them with it. Two of them share nothing. It
 * holds the records themselves, which are immutable, so nothing is copied.
 */
public final class MemoryStorage implements Storage {

    static final String ID = "memory";

    private final InstantSource clock;
    private final Map<String, Long> caps;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ConcurrentHashMap<Address, MemoryRecordStore<?, ?>> stores = new ConcurrentHashMap<>();

    private MemoryStorage(Builder builder) {
        this.clock = builder.clock;
        this.caps = Map.copyOf(builder.caps);
    }

    /** Starts a storage that tells the time by {@code clock} and has no caps. */
    public static Builder builder(InstantSource clock) {
        return new Builder(clock);
    }

    @Override
    public String id() {
        return ID;
    }

    // A kind's name is unique in a storage, so whoever asks by the same name means the same types.
    @SuppressWarnings("unchecked")
    @Override
    public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> store(
            Namespace namespace, RecordKind<K, R> kind) {
        if (closed.get()) {
            throw closed("store", kind.name());
        }
        Address address = new Address(namespace, kind.name());
        return (RecordStore<K, R>) stores.computeIfAbsent(address, free -> empty(kind));
    }

    private <K extends RecordKey, R extends StoredRecord<K>> MemoryRecordStore<K, R> empty(RecordKind<K, R> kind) {
        Room room = new Room(caps.getOrDefault(kind.name(), Room.UNBOUNDED));
        return new MemoryRecordStore<>(kind, clock, room, closed);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.RECORD_CAPS);
    }

    @Override
    public Health health() {
        return closed.get() ? new Health(false, "memory: closed") : new Health(true, "memory: open");
    }

    @Override
    public Stats stats() {
        if (closed.get()) {
            throw closed("stats", "storage");
        }
        Map<String, Long> records = new HashMap<>();
        stores.forEach((address, store) -> records.merge(address.kind(), store.count(), Long::sum));
        return new Stats(records);
    }

    @Override
    public void close() {
        closed.set(true);
        stores.clear();
    }

    static StorageUnavailableException closed(String operation, String kind) {
        return new StorageUnavailableException(
                StorageFault.of(ID, operation, kind, "the storage is closed; open another one"));
    }

    private record Address(Namespace namespace, String kind) {}

    /** Collects what a storage is opened with. Not safe for threads. */
    public static final class Builder {

        private final InstantSource clock;
        private final Map<String, Long> caps = new HashMap<>();

        private Builder(InstantSource clock) {
            this.clock = clock;
        }

        /**
         * Refuses an insert when this many records of the kind are in one namespace. Each namespace has the whole cap,
         * so that no tenant can take another's room.
         *
         * @throws IllegalArgumentException if {@code most} is below 1
         */
        public Builder cap(String kind, long most) {
            if (most < 1) {
                throw new IllegalArgumentException("cap of " + kind + ": expected 1 or more, got " + most);
            }
            caps.put(kind, most);
            return this;
        }

        /** Opens the storage. */
        public MemoryStorage open() {
            return new MemoryStorage(this);
        }
    }
}
