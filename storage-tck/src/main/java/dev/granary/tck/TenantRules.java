package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.record.Absent;
import dev.granary.record.Namespace;
import dev.granary.record.Purged;
import dev.granary.record.Selection;
import dev.granary.record.Written;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** TENANT: namespaces do not know each other. */
public interface TenantRules {

    /** Tests this rule. */
    @Test
    @Rule(id = "TENANT-01", says = "no read of one namespace sees a record of another")
    default void TENANT_01_readsStayInside(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var other = bench.in(kit.freshNamespace());
            var record = bench.stored();
            other.assertGone(record);
            assertThat(other.listing(Selection.all(), 10)).isEmpty();
            bench.assertStored(record);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "TENANT-02", says = "no write of one namespace touches a record of another")
    default void TENANT_02_writesStayInside(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var other = bench.in(kit.freshNamespace());
            var record = bench.stored();
            var next = bench.next(record);
            assertThat(other.store().replace(next, record.revision())).isEqualTo(new Absent<>());
            assertThat(other.store().remove(record.key(), record.revision())).isEqualTo(new Absent<>());
            other.insert(next);
            bench.assertStored(record);
            other.assertStored(next);
            assertThat(other.store().remove(next.key(), next.revision())).isEqualTo(new Written<>());
            bench.assertStored(record);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "TENANT-03", says = "no purge of one namespace removes a record of another")
    default void TENANT_03_purgesStayInside(Kit kit) throws Exception {
        kit.eachKindThatEnds(bench -> {
            var other = bench.in(kit.freshNamespace());
            bench.stored();
            kit.clock().set(bench.soon());
            assertThat(other.store().purge(kit.clock().instant(), 10)).isEqualTo(new Purged(0, true));
            assertThat(bench.store().purge(kit.clock().instant(), 10).removed()).isEqualTo(1);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "TENANT-04", says = "namespaces whose names are alike are told apart")
    default void TENANT_04_namesAreJustText(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            String name = kit.freshNamespace().value();
            var first = bench.full();
            List<String> names = List.of(
                    name,
                    name.toUpperCase(Locale.ROOT),
                    name + " ",
                    name + ":",
                    name + "%",
                    name + "é",
                    name + "e\u0301");
            for (String alike : names) {
                var inside = bench.in(new Namespace(alike));
                // Another record each time: the same one again would be a repeated insert.
                var record = inside.insert(bench.rival(first));
                assertThat(inside.listing(Selection.all(), 10)).containsExactly(record);
            }
        });
    }
}
