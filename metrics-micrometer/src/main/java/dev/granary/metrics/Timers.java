package dev.granary.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * The timers of one metric, made when they are first needed and found without the registry after that. Each has the same
 * few buckets, so that nodes can be added up. Safe for threads.
 *
 * @param <T> what tells the timers apart
 */
final class Timers<T> {

    private static final Duration[] BUCKETS = Stream.of(1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Metric metric;
    private final ConcurrentMap<T, Timer> timers = new ConcurrentHashMap<>();

    Timers(MeterRegistry registry, Metric metric) {
        this.registry = registry;
        this.metric = metric;
    }

    Timer.Sample start() {
        return Timer.start(registry);
    }

    /** Stops the sample at the timer of {@code which}, whose labels have these values, in the metric's order. */
    void stop(Timer.Sample sample, T which, List<String> values) {
        sample.stop(timers.computeIfAbsent(which, unknown -> timer(values)));
    }

    private Timer timer(List<String> values) {
        Timer.Builder builder =
                Timer.builder(metric.id()).description(metric.meaning()).serviceLevelObjectives(BUCKETS);
        for (int i = 0; i < values.size(); i++) {
            builder.tag(metric.labels().get(i).key(), values.get(i));
        }
        return builder.register(registry);
    }
}
