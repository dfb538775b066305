package dev.granary.metrics;

import dev.granary.record.Change;
import dev.granary.record.Cursor;
import dev.granary.record.InsertOutcome;
import dev.granary.record.Namespace;
import dev.granary.record.Page;
import dev.granary.record.Purged;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Revision;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import dev.granary.spi.Capability;
import dev.granary.spi.Health;
import dev.granary.spi.PoolUse;
import dev.granary.spi.Stats;
import dev.granary.spi.Storage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A storage that always fails in the same way, and has this pool. */
record FailingStorage(RuntimeException failure, Optional<PoolUse> pool) implements Storage {

    @Override
    public String id() {
        return "failing";
    }

    @Override
    public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> store(
            Namespace namespace, RecordKind<K, R> kind) {
        return new FailingStore<>(failure);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Health health() {
        return new Health(false, "it fails");
    }

    @Override
    public Stats stats() {
        throw failure;
    }

    @Override
    public void close() {}

    private record FailingStore<K extends RecordKey, R extends StoredRecord<K>>(RuntimeException failure)
            implements RecordStore<K, R> {

        @Override
        public InsertOutcome<R> insert(R record) {
            throw failure;
        }

        @Override
        public Optional<R> find(K key) {
            throw failure;
        }

        @Override
        public List<R> findAll(Collection<K> keys) {
            throw failure;
        }

        @Override
        public ReplaceOutcome<R> replace(R next, Revision expected) {
            throw failure;
        }

        @Override
        public List<ReplaceOutcome<R>> replaceAll(List<Change<R>> changes) {
            throw failure;
        }

        @Override
        public ReplaceOutcome<R> remove(K key, Revision expected) {
            throw failure;
        }

        @Override
        public Page<R> page(Selection<R> selection, Cursor after, int limit) {
            throw failure;
        }

        @Override
        public Purged purge(Instant now, int limit) {
            throw failure;
        }
    }
}
