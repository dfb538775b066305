package dev.granary.cli.management;

import dev.granary.domain.audit.AuditListener;
import dev.granary.http.AuthServerBuilder;
import dev.granary.metrics.AuditMetrics;
import dev.granary.metrics.MeteredStorage;
import dev.granary.metrics.OperationMetrics;
import dev.granary.metrics.RecordCounts;
import dev.granary.metrics.RequestMetrics;
import dev.granary.spi.Storage;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServlet;

/** What is measured of one server and the JVM that it runs in, for Prometheus. Safe for threads. */
public final class Measurements implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** Begins to measure the JVM. */
    public Measurements() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** The same storage, measured. */
    public Storage over(Storage storage) {
        return new MeteredStorage(storage, registry);
    }

    /** How many records a storage has, counted when it is asked to be. */
    public RecordCounts counts(Storage storage) {
        return new RecordCounts(storage, registry);
    }

    /** Measures what a server does that is built with this. */
    public AuthServerBuilder over(AuthServerBuilder builder, AuditListener audit) {
        return builder.audit(new AuditMetrics(registry, audit))
                .operations(new OperationMetrics(registry))
                .requests(new RequestMetrics(registry));
    }

    /** Shows what was measured. */
    public HttpServlet servlet() {
        return new MetricsServlet(registry::scrape);
    }

    /** Measures no more. */
    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
