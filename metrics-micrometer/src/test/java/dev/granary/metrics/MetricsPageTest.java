package dev.granary.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/operator/metrics.md as the code is. */
class MetricsPageTest {

    private static final String HEAD = """
            # Metrics

            Made of the class `Metric` of the module `metrics-micrometer`, and checked by a test.

            `granary serve` shows its metrics to Prometheus, at `/metrics` on a port of its own, if one is configured:

            ```yaml
            management:
              port: 9464
            ```

            It listens on loopback unless `management.bind` says otherwise. Nobody is asked who they are there, so let only
            your collector reach it. A host that embeds Granary gives its own registry instead; without the module
            `granary-metrics-micrometer` there is nothing of Micrometer on its class path:

            ```java
            Storage metered = new MeteredStorage(storage, registry);
            AuthServer.builder(metered, keyRing, issuer)
                    .audit(new AuditMetrics(registry, new AuditLog()))
                    .operations(new OperationMetrics(registry))
                    .requests(new RequestMetrics(registry))
            ```

            Every label has a fixed set of values. No secret, user, client, session or address is ever in one. `granary serve`
            adds the metrics of the JVM that Micrometer has: memory, garbage collection, threads, processor.

            ## The meters

            | meter | Prometheus | type | labels | says |
            | --- | --- | --- | --- | --- |
            """;

    @Test
    void thePageIsUpToDate() throws IOException {
        String text = HEAD + String.join("\n", meters()) + "\n\n" + ALERTS + "\n" + labels();
        Path fresh = Files.writeString(Path.of("target", "metrics.md"), text);
        assertThat(Path.of("..", "docs", "operator", "metrics.md"))
                .as("run: cp metrics-micrometer/%s docs/operator/metrics.md", fresh)
                .exists()
                .hasSameTextualContentAs(fresh);
    }

    /** What to alert on; each names a meter as Prometheus does. */
    private static final String ALERTS = """
            A timer has `_count`, `_sum`, `_max` and the buckets 1, 5, 10, 25, 50, 100, 250 and 500 ms, 1, 2.5, 5 and 10 s. The
            counters of audit events are there from the beginning; a timer appears with the first of its sort.

            ## What to alert on

            | alert | expression | means |
            | --- | --- | --- |
            | errors | `sum(rate(granary_http_requests_seconds_count{status="5xx"}[5m])) > 0.1` | clients are turned away; the log says why |
            | slow tokens | `histogram_quantile(0.99, sum by (le) (rate(granary_http_requests_seconds_bucket{endpoint="/oauth/token"}[5m]))) > 1` | look at the storage's timers next |
            | the storage fails | `sum by (outcome) (rate(granary_storage_operations_seconds_count{outcome=~"unavailable\\|outcome_unknown\\|corrupt\\|failed"}[5m])) > 0` | `corrupt` and `failed` need a person at once |
            | no connection is free | `granary_pool_waiting > 0` for 1 min | make the pool larger, or find who holds connections |
            | replays | `sum by (event) (increase(granary_audit_events_total{event=~"code_replayed\\|refresh_token_reused\\|assertion_replayed"}[1h])) > 5` | a few are copies in the wild, many are an attack or a broken client |
            | wrong holders | `sum(increase(granary_audit_events_total{event=~"mismatched\\|binding_failed"}[1h])) > 50` | something is presented by whom it was not given to |
            | incomplete revocations | `increase(granary_operations_seconds_count{outcome="incomplete"}[1h]) > 0` | repeat the revocation, removal or deletion |
            | at a cap | `sum by (operation) (increase(granary_operations_seconds_count{outcome="at_capacity"}[10m])) > 0` | raise a limit, or find who fills it; no restart is needed |
            | purging lags | `time() - max by (kind) (granary_purge_finished_seconds) > 900` | over all nodes, for one of them purges; the storage grows |
            | upstreams | `sum(rate(granary_operations_seconds_count{operation=~"arrive_from_upstream\\|depart_to_upstream\\|refresh_upstream_tokens",outcome=~"later\\|refused"}[10m])) > 0.1` | an upstream does not answer, or refuses |
            """;

    private static List<String> meters() {
        List<String> rows = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            rows.add("| "
                    + String.join(
                            " | ",
                            "`" + metric.id() + "`",
                            "`" + prometheus(metric) + "`",
                            Label.lower(metric.type().name()),
                            metric.labels().stream()
                                    .map(label -> "`" + label.key() + "`")
                                    .collect(Collectors.joining(", ")),
                            metric.meaning())
                    + " |");
        }
        return rows;
    }

    /** What its series begin with; that this is so the program's tests show. */
    private static String prometheus(Metric metric) {
        String name = metric.id().replace('.', '_');
        if (metric.type() == Meter.Type.COUNTER) {
            return name + "_total";
        }
        return metric.type() == Meter.Type.TIMER || metric == Metric.PURGE_FINISHED ? name + "_seconds" : name;
    }

    private static String labels() {
        StringBuilder text = new StringBuilder("## The labels\n\n| label | of | values |\n| --- | --- | --- |\n");
        for (Label label : Label.values()) {
            String of = Stream.of(Metric.values())
                    .filter(metric -> metric.labels().contains(label))
                    .map(metric -> "`" + metric.id() + "`")
                    .collect(Collectors.joining(", "));
            String values = label == Label.ENDPOINT
                    ? "the paths that the server answers, such as `/oauth/token`; `other`; and `swap` for what a host's "
                            + "`TokenSwapFilter` did: `2xx` is passed on, however it ends behind the filter"
                    : label.possible().stream().map(value -> "`" + value + "`").collect(Collectors.joining(" "));
            text.append("| `%s` | %s | %s |\n".formatted(label.key(), of, values));
        }
        return text.toString();
    }
}
