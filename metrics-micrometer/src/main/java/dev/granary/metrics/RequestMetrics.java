package dev.granary.metrics;

import dev.granary.http.exchange.RequestListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;

/** Measures requests: {@code AuthServer.builder(…).requests(new RequestMetrics(registry))}. Safe for threads. */
public final class RequestMetrics implements RequestListener {

    private final Timers<List<String>> timers;

    /** Measures into this registry. */
    public RequestMetrics(MeterRegistry registry) {
        this.timers = new Timers<>(registry, Metric.REQUESTS);
    }

    @Override
    public Served begin() {
        Timer.Sample sample = timers.start();
        return (endpoint, status) -> {
            List<String> which = List.of(endpoint, status / 100 + "xx");
            timers.stop(sample, which, which);
        };
    }
}
