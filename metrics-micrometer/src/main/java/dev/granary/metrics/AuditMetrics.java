package dev.granary.metrics;

import dev.granary.domain.audit.AuditEvent;
import dev.granary.domain.audit.AuditListener;
import dev.granary.domain.audit.AuditType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts audit events by their type, and tells another listener of them: {@code AuthServer.builder(…).audit(new
 * AuditMetrics(registry, new AuditLog()))}. Every type is there from the beginning, so that an alert sees the first
 * event. Safe for threads if the other listener is.
 */
public final class AuditMetrics implements AuditListener {

    private final Map<AuditType, Counter> counters = new EnumMap<>(AuditType.class);
    private final AuditListener next;

    /** Counts into this registry, and then tells {@code next}. */
    public AuditMetrics(MeterRegistry registry, AuditListener next) {
        this.next = next;
        for (AuditType type : AuditType.values()) {
            Counter counter = Counter.builder(Metric.AUDIT.id())
                    .description(Metric.AUDIT.meaning())
                    .tag(Label.EVENT.key(), Label.lower(type.name()))
                    .register(registry);
            counters.put(type, counter);
        }
    }

    @Override
    public void on(AuditEvent event) {
        Optional.ofNullable(counters.get(event.type())).ifPresent(Counter::increment);
        next.on(event);
    }
}
