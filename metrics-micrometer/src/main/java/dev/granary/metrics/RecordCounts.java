package dev.granary.metrics;

import dev.granary.record.RecordKind;
import dev.granary.spi.RecordKinds;
import dev.granary.spi.Storage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;

/**
 * How many records there are of each kind. Counting may read every index of a database, so it is done when it is asked
 * for, on the thread that asks, and never for a scrape. Safe for threads.
 */
public final class RecordCounts {

    private final Storage storage;
    private volatile Map<String, Long> counted = Map.of();

    /** Shows the counts of this storage in this registry: none before they are first taken. */
    public RecordCounts(Storage storage, MeterRegistry registry) {
        this.storage = storage;
        for (RecordKind<?, ?> kind : RecordKinds.all()) {
            Gauge.builder(Metric.RECORDS.id(), () -> count(kind.name()))
                    .description(Metric.RECORDS.meaning())
                    .tag(Label.KIND.key(), kind.name())
                    .register(registry);
        }
    }

    /**
     * Counts anew. If that fails there is no count until the next time.
     *
     * @throws dev.granary.record.StorageException if the storage fails
     */
    public void refresh() {
        counted = Map.of();
        counted = storage.stats().records();
    }

    /** Not to know is not to have none. A kind that was never stored is not counted by every storage, and has none. */
    private double count(String kind) {
        Map<String, Long> now = counted;
        return now.isEmpty() ? Double.NaN : now.getOrDefault(kind, 0L);
    }
}
