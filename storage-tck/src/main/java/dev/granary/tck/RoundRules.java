package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.record.Stamp;
import dev.granary.record.UnknownFields;
import dev.granary.record.Written;
import dev.granary.spi.Capability;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** ROUND: what is put in comes out. */
public interface RoundRules {

    /** Tests this rule. */
    @Test
    @Rule(id = "ROUND-01", says = "every field of every record survives a round trip")
    default void ROUND_01_everyFieldSurvives(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            for (int i = 0; i < bench.share(40); i++) {
                var record = bench.stored();
                assertThat(bench.store().find(record.key()))
                        .get()
                        .usingRecursiveComparison()
                        .isEqualTo(record);
                bench.assertStored(record);
                var next = bench.next(record);
                bench.store().replace(next, record.revision()).match(() -> next, stored -> stored, () -> record);
                assertThat(bench.store().find(record.key()))
                        .get()
                        .usingRecursiveComparison()
                        .isEqualTo(next);
                bench.assertStored(next);
            }
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "ROUND-02", says = "an unset field stays unset, also where the state before had set it")
    default void ROUND_02_unsetStaysUnset(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var minimal = bench.insert(bench.minimal());
            assertThat(bench.store().find(minimal.key()))
                    .get()
                    .usingRecursiveComparison()
                    .isEqualTo(minimal);
        });
        var bench = kit.specimens();
        Specimen full = bench.stored();
        Specimen bare = Drawers.bare(bench.next(full));
        assertThat(bench.store().replace(bare, full.revision())).isEqualTo(new Written<>());
        bench.assertStored(bare);
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "ROUND-03", says = "times keep their microseconds, whatever the year")
    default void ROUND_03_timesAreExact(Kit kit) {
        var bench = kit.specimens();
        for (String text : List.of(
                "2026-01-01T00:00:00.000001Z",
                "1999-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999Z",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.123456Z",
                "2026-03-29T01:30:00.5Z",
                "2026-10-25T01:30:00.5Z")) {
            bench.assertStored(bench.insert(Drawers.timed(bench.full(), Instant.parse(text))));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "ROUND-04", says = "fields that a newer release wrote are kept, through a replace too")
    default void ROUND_04_unknownFieldsAreCarried(Kit kit) {
        var bench = kit.specimens();
        Specimen some = bench.full();
        var unknown = new UnknownFields(Map.of("zz_new", "{\"deep\":[1,null,\"x\"]}", "zz_two", "17"));
        Specimen record = bench.insert(Drawers.stamped(some, new Stamp(some.revision(), 1, unknown)));
        bench.assertStored(record);
        Specimen next = bench.next(record);
        assertThat(next.stamp().unknown()).isEqualTo(unknown);
        assertThat(bench.store().replace(next, record.revision())).isEqualTo(new Written<>());
        bench.assertStored(next);
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "ROUND-05", says = "two storages in one process do not influence each other")
    default void ROUND_05_storagesAreIndependent(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var record = bench.stored();
            var other = kit.open();
            var beside = bench.on(other);
            boolean mayShow = kit.declares(Capability.SHARED) || kit.declares(Capability.DURABLE);
            assertThat(mayShow || beside.store().find(record.key()).isEmpty())
                    .as("one storage hides what another one holds")
                    .isTrue();
            beside.stored();
            other.close();
            bench.assertStored(record);
            bench.stored();
        });
    }
}
