package dev.granary.metrics;

import dev.granary.record.Purged;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What purging removed, and when it last left nothing. Safe for threads. */
final class PurgeMetrics {

    private final MeterRegistry registry;
    private final ConcurrentMap<String, Counter> removed = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, AtomicLong> finished = new ConcurrentHashMap<>();

    PurgeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void note(String kind, Purged purged) {
        removed.computeIfAbsent(kind, this::counter).increment(purged.removed());
        if (purged.complete()) {
            finished.computeIfAbsent(kind, this::gauge)
                    .set(registry.config().clock().wallTime());
        }
    }

    private Counter counter(String kind) {
        return Counter.builder(Metric.PURGED.id())
                .description(Metric.PURGED.meaning())
                .tag(Label.KIND.key(), kind)
                .register(registry);
    }

    /** Registered with its value: a gauge of 1970 would raise every alert at once. */
    private AtomicLong gauge(String kind) {
        AtomicLong millis = new AtomicLong(registry.config().clock().wallTime());
        TimeGauge.builder(Metric.PURGE_FINISHED.id(), millis, TimeUnit.MILLISECONDS, AtomicLong::doubleValue)
                .description(Metric.PURGE_FINISHED.meaning())
                .tag(Label.KIND.key(), kind)
                .strongReference(true)
                .register(registry);
        return millis;
    }
}
