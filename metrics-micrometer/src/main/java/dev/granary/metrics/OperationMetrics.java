package dev.granary.metrics;

import dev.granary.domain.watch.Ending;
import dev.granary.domain.watch.Operation;
import dev.granary.domain.watch.OperationListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;

/** Measures use cases: {@code AuthServer.builder(…).operations(new OperationMetrics(registry))}. Safe for threads. */
public final class OperationMetrics implements OperationListener {

    private final Timers<Which> timers;

    /** Measures into this registry. */
    public OperationMetrics(MeterRegistry registry) {
        this.timers = new Timers<>(registry, Metric.OPERATIONS);
    }

    private record Which(Operation operation, Ending ending) {}

    @Override
    public Running begin(Operation operation) {
        Timer.Sample sample = timers.start();
        return ending -> timers.stop(sample, new Which(operation, ending), List.of(operation.label(), ending.label()));
    }
}
