package dev.granary.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.mark.Mark;
import dev.granary.mark.MarkName;
import dev.granary.record.CapacityExceededException;
import dev.granary.record.Change;
import dev.granary.record.CorruptRecordException;
import dev.granary.record.Namespace;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.RecordStore;
import dev.granary.record.Revision;
import dev.granary.record.Stamp;
import dev.granary.record.StorageFault;
import dev.granary.record.StorageUnavailableException;
import dev.granary.spi.PoolUse;
import dev.granary.spi.RecordKinds;
import dev.granary.spi.Storage;
import dev.granary.storage.memory.MemoryStorage;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeteredStorageTest {

    private static final StorageFault FAULT = StorageFault.of("test", "find", "marks", "a test");

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final Storage storage =
            new MeteredStorage(MemoryStorage.builder(() -> Instant.EPOCH).open(), registry);
    private final RecordStore<MarkName, Mark> marks =
            storage.in(Namespace.DEFAULT).marks();

    @Test
    void everyVerbIsTimedWithHowItEnded() {
        Mark first = mark("one", 1);
        Mark second = mark("one", 2);
        assertThat(marks.insert(first).match(() -> true, stored -> false)).isTrue();
        assertThat(marks.insert(second).match(() -> true, stored -> false)).isFalse();
        assertThat(marks.find(first.key())).isPresent();
        assertThat(marks.findAll(List.of(first.key()))).hasSize(1);
        assertThat(marks.replaceAll(List.of(new Change<>(second, first.revision()))))
                .hasSize(1);
        assertThat(marks.replace(mark("one", 3), first.revision()).match(() -> 1, stored -> 2, () -> 3))
                .isEqualTo(2);
        assertThat(marks.remove(new MarkName("two"), first.revision()).match(() -> 1, stored -> 2, () -> 3))
                .isEqualTo(3);

        assertThat(List.of(
                        count("insert", "ok"),
                        count("insert", "conflict"),
                        count("find", "ok"),
                        count("find_all", "ok"),
                        count("replace_all", "ok"),
                        count("replace", "conflict"),
                        count("remove", "absent")))
                .containsOnly(1L);
    }

    @Test
    void whatFailsIsToldApartAndPassedOn() {
        Map<String, RuntimeException> failures = Map.of(
                "unavailable", new StorageUnavailableException(FAULT),
                "outcome_unknown", new OutcomeUnknownException(FAULT),
                "at_capacity", new CapacityExceededException(FAULT),
                "corrupt", new CorruptRecordException(FAULT),
                "failed", new IllegalStateException("a bug"));
        failures.forEach((ending, failure) -> {
            RecordStore<MarkName, Mark> broken = new MeteredStorage(
                            new FailingStorage(failure, Optional.empty()), registry)
                    .in(Namespace.DEFAULT)
                    .marks();
            assertThatThrownBy(() -> broken.find(new MarkName("one"))).isSameAs(failure);
            assertThat(count("find", ending)).isEqualTo(1);
        });
    }

    @Test
    void itTellsWhatPurgingRemovedAndWhenItCameToItsEnd() {
        assertThat(registry.find(Metric.PURGE_FINISHED.id()).timeGauge()).isNull();
        clock.add(Duration.ofHours(1));
        assertThat(storage.in(Namespace.DEFAULT)
                        .marks()
                        .purge(Instant.EPOCH, 10)
                        .complete())
                .isTrue();
        clock.add(Duration.ofHours(1));

        assertThat(registry.get(Metric.PURGE_FINISHED.id())
                        .tag("kind", "marks")
                        .timeGauge()
                        .value())
                .isEqualTo(3600.001);
        assertThat(registry.get(Metric.PURGED.id())
                        .tag("kind", "marks")
                        .counter()
                        .count())
                .isZero();
    }

    @Test
    void aPoolIsShownAsItIs() {
        Storage pooled = new MeteredStorage(
                new FailingStorage(new IllegalStateException(), Optional.of(new PoolUse(8, 2, 5, 10))), registry);
        assertThat(pooled.pool()).isPresent();
        assertThat(gauge(Metric.WAITING)).isEqualTo(5);
        assertThat(gauge(Metric.MOST_CONNECTIONS)).isEqualTo(10);
        assertThat(registry.get(Metric.CONNECTIONS.id())
                        .tag("state", "active")
                        .gauge()
                        .value())
                .isEqualTo(8);
        assertThat(registry.get(Metric.CONNECTIONS.id())
                        .tag("state", "idle")
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @Test
    void recordsAreCountedWhenTheyAreAskedToBe() {
        RecordCounts counts = new RecordCounts(storage, registry);
        assertThat(marks.insert(mark("one", 1)).match(() -> true, stored -> false))
                .isTrue();
        assertThat(records("marks")).isNaN();

        counts.refresh();

        assertThat(records("marks")).isEqualTo(1);
        assertThat(records("assertions")).isZero();
        assertThat(registry.get(Metric.RECORDS.id()).gauges()).hasSameSizeAs(RecordKinds.all());
    }

    @Test
    void whereCountingFailsThereIsNoCount() {
        StorageUnavailableException failure = new StorageUnavailableException(FAULT);
        RecordCounts counts = new RecordCounts(new FailingStorage(failure, Optional.empty()), registry);
        assertThatThrownBy(counts::refresh).isSameAs(failure);
        assertThat(records("marks")).isNaN();
    }

    @Test
    void aMeterHasTheLabelsThatAreListedForIt() {
        marks.insert(mark("one", 1));
        List<String> wanted = Metric.STORAGE.labels().stream().map(Label::key).toList();
        assertThat(registry.find(Metric.STORAGE.id()).timers())
                .isNotEmpty()
                .allSatisfy(timer -> assertThat(timer.getId().getTags())
                        .extracting(Tag::getKey)
                        .containsExactlyInAnyOrderElementsOf(wanted));
    }

    private double records(String kind) {
        return registry.get(Metric.RECORDS.id()).tag("kind", kind).gauge().value();
    }

    private double gauge(Metric metric) {
        return registry.get(metric.id()).gauge().value();
    }

    private long count(String verb, String outcome) {
        return registry.get(Metric.STORAGE.id())
                .tags("verb", verb, "kind", "marks", "outcome", outcome)
                .timer()
                .count();
    }

    private static Mark mark(String name, int number) {
        return new Mark(
                new MarkName(name), Integer.toString(number), Stamp.first(new Revision("%022d".formatted(number))));
    }
}
