package dev.granary.metrics;

import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.StoredRecord;
import dev.granary.spi.Capability;
import dev.granary.spi.Health;
import dev.granary.spi.PoolUse;
import dev.granary.spi.Stats;
import dev.granary.spi.Storage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * A storage that is measured: {@code AuthServer.builder(new MeteredStorage(storage, registry), …)}. It does what the
 * storage does, and closes it. One registry can tell only one storage. Safe for threads.
 */
public final class MeteredStorage implements Storage {

    private final Storage storage;
    private final Timers<MeteredRecordStore.Which> timers;
    private final PurgeMetrics purges;

    /** Measures a storage into this registry. */
    public MeteredStorage(Storage storage, MeterRegistry registry) {
        this.storage = storage;
        this.timers = new Timers<>(registry, Metric.STORAGE);
        this.purges = new PurgeMetrics(registry);
        if (storage.pool().isPresent()) {
            gauge(registry, Metric.CONNECTIONS, "active", PoolUse::active);
            gauge(registry, Metric.CONNECTIONS, "idle", PoolUse::idle);
            gauge(registry, Metric.WAITING, "", PoolUse::waiting);
            gauge(registry, Metric.MOST_CONNECTIONS, "", PoolUse::most);
        }
    }

    @Override
    public String id() {
        return storage.id();
    }

    @Override
    public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> store(
            Namespace namespace, RecordKind<K, R> kind) {
        return new MeteredRecordStore<>(storage.store(namespace, kind), Label.ofKind(kind), timers, purges);
    }

    @Override
    public Set<Capability> capabilities() {
        return storage.capabilities();
    }

    @Override
    public Health health() {
        return storage.health();
    }

    @Override
    public Stats stats() {
        return storage.stats();
    }

    @Override
    public Optional<PoolUse> pool() {
        return storage.pool();
    }

    @Override
    public void close() {
        storage.close();
    }

    private void gauge(MeterRegistry registry, Metric metric, String state, ToIntFunction<PoolUse> part) {
        Gauge.Builder<?> builder = Gauge.builder(metric.id(), () -> part(part)).description(metric.meaning());
        if (!state.isEmpty()) {
            builder.tag(Label.STATE.key(), state);
        }
        builder.register(registry);
    }

    private double part(ToIntFunction<PoolUse> part) {
        return storage.pool().map(use -> (double) part.applyAsInt(use)).orElse(Double.NaN);
    }
}
