package dev.granary.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.audit.AuditEvent;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.watch.Ending;
import dev.granary.domain.watch.Operation;
import dev.granary.domain.watch.OperationListener;
import dev.granary.http.exchange.RequestListener;
import dev.granary.record.Namespace;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ListenersTest {

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    @Test
    void aUseCaseIsTimedWithHowItEnded() {
        OperationListener metrics = new OperationMetrics(registry);
        OperationListener.Running running = metrics.begin(Operation.REFRESH_TOKEN);
        clock.add(Duration.ofMillis(300));
        running.end(Ending.REPLAYED);
        metrics.begin(Operation.REFRESH_TOKEN).end(Ending.DONE);

        Timer replayed = registry.get("granary.operations")
                .tags("operation", "refresh_token", "outcome", "replayed")
                .timer();
        assertThat(replayed.count()).isEqualTo(1);
        assertThat(replayed.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(300);
    }

    @Test
    void aRequestIsTimedWithItsEndpointAndTheClassOfItsStatus() {
        RequestListener metrics = new RequestMetrics(registry);
        metrics.begin().end("/oauth/token", 503);
        metrics.begin().end("/oauth/token", 500);

        assertThat(registry.get("granary.http.requests")
                        .tags("endpoint", "/oauth/token", "status", "5xx")
                        .timer()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void anEventIsCountedAndPassedOnAndEveryTypeIsThereFromTheBeginning() {
        List<AuditEvent> passed = new ArrayList<>();
        AuditMetrics metrics = new AuditMetrics(registry, passed::add);
        assertThat(registry.get("granary.audit.events").counters()).hasSize(AuditType.values().length);
        AuditEvent event = new AuditEvent(
                AuditType.CODE_REPLAYED,
                Instant.EPOCH,
                Namespace.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                1,
                "a test");

        metrics.on(event);

        assertThat(passed).containsExactly(event);
        assertThat(registry.get("granary.audit.events")
                        .tag("event", "code_replayed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }
}
