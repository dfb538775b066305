package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.record.Absent;
import dev.granary.record.Change;
import dev.granary.record.Selection;
import dev.granary.record.Times;
import dev.granary.record.Written;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** EXPIRE: over is over, exactly. */
public interface ExpireRules {

    /** Tests this rule. */
    @Test
    @Rule(id = "EXPIRE-01", says = "a record is there one microsecond before its end and gone at it")
    default void EXPIRE_01_boundaryIsExact(Kit kit) throws Exception {
        kit.eachKindThatEnds(bench -> {
            var record = bench.stored();
            kit.clock().set(record.retainUntil().minus(1, ChronoUnit.MICROS));
            bench.assertStored(record);
            kit.clock().set(record.retainUntil());
            bench.assertGone(record);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "EXPIRE-02", says = "a record that is over is absent to replace and remove, purged or not")
    default void EXPIRE_02_overIsAbsentToWriters(Kit kit) throws Exception {
        kit.eachKindThatEnds(bench -> {
            var record = bench.stored();
            kit.clock().set(record.retainUntil());
            var next = bench.next(record, bench.soon());
            assertThat(bench.store().replace(next, record.revision())).isEqualTo(new Absent<>());
            assertThat(bench.store()
                            .replaceAll(List.of(new Change<>(next, record.revision())))
                            .toString())
                    .isEqualTo(List.of(new Absent<>()).toString());
            assertThat(bench.store().remove(record.key(), record.revision())).isEqualTo(new Absent<>());
            bench.assertGone(next);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "EXPIRE-03", says = "a record that is over leaves its key free, purged or not")
    default void EXPIRE_03_overLeavesItsKeyFree(Kit kit) throws Exception {
        kit.eachKindThatEnds(bench -> {
            var record = bench.stored();
            kit.clock().set(record.retainUntil());
            var second = bench.rival(bench.rival(record));
            var fresh = bench.next(second, bench.soon());
            bench.insert(fresh);
            bench.assertStored(fresh);
            assertThat(bench.listing(Selection.all(), 10)).containsExactly(fresh);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "EXPIRE-04", says = "a replace moves the end of a record, later or sooner")
    default void EXPIRE_04_aReplaceMovesTheEnd(Kit kit) throws Exception {
        kit.eachKindThatEnds(bench -> {
            var longer = bench.stored();
            var shorter = bench.stored();
            var extended = bench.next(longer, longer.retainUntil().plusSeconds(60));
            var cut = bench.next(shorter, shorter.retainUntil().minusSeconds(60));
            assertThat(bench.store().replace(extended, longer.revision())).isEqualTo(new Written<>());
            assertThat(bench.store().replace(cut, shorter.revision())).isEqualTo(new Written<>());
            kit.clock().set(cut.retainUntil());
            bench.assertGone(cut);
            kit.clock().set(longer.retainUntil());
            bench.assertStored(extended);
            kit.clock().set(extended.retainUntil());
            bench.assertGone(extended);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "EXPIRE-05", says = "a record that never ends does not")
    default void EXPIRE_05_foreverNeverEnds(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var record = bench.insert(bench.full(Times.FOREVER));
            kit.clock().set(Instant.parse("9000-01-01T00:00:00Z"));
            assertThat(bench.store().purge(kit.clock().instant(), 100).removed())
                    .isZero();
            bench.assertStored(record);
        });
    }
}
