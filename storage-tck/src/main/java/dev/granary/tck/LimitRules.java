package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.record.CapacityExceededException;
import dev.granary.record.Conflict;
import dev.granary.record.Selection;
import dev.granary.record.Written;
import dev.granary.spi.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** LIMIT: a cap refuses the newcomer and evicts nobody. */
public interface LimitRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "LIMIT-00",
            level = Level.CAPABILITY,
            says = "caps can be configured if and only if the storage declares them")
    default void LIMIT_00_capsAreDeclared(Kit kit) {
        assertThat(kit.capped(1).isPresent()).isEqualTo(kit.declares(Capability.RECORD_CAPS));
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "LIMIT-01",
            level = Level.CAPABILITY,
            says = "at the cap the newcomer is refused and everybody else stays")
    default void LIMIT_01_theNewcomerIsRefused(Kit kit) {
        kit.capped(3).ifPresent(bench -> {
            List<Specimen> living = List.of(bench.stored(), bench.stored(), bench.stored());
            Specimen newcomer = bench.full();
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> bench.store().insert(newcomer)).isInstanceOf(CapacityExceededException.class);
            }
            bench.assertGone(newcomer);
            living.forEach(bench::assertStored);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "LIMIT-02",
            level = Level.CAPABILITY,
            says = "at the cap a taken key conflicts, a repeated insert is written, and a replace goes through")
    default void LIMIT_02_theTakenKeyIsToldFirst(Kit kit) {
        kit.capped(1).ifPresent(bench -> {
            Specimen record = bench.stored();
            assertThat(bench.store().insert(record)).isEqualTo(new Written<>());
            assertThat(bench.store().insert(bench.rival(record))).isEqualTo(new Conflict<>(record));
            Specimen next = bench.next(record);
            assertThat(bench.store().replace(next, record.revision())).isEqualTo(new Written<>());
            bench.assertStored(next);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "LIMIT-03",
            level = Level.CAPABILITY,
            says = "a removed record and one that is over make room, purged or not")
    default void LIMIT_03_whoLeavesMakesRoom(Kit kit) {
        kit.capped(2).ifPresent(bench -> {
            Specimen removed = bench.stored();
            Specimen over = bench.insert(bench.full(kit.clock().in(Duration.ofMinutes(1))));
            assertThat(bench.store().remove(removed.key(), removed.revision())).isEqualTo(new Written<>());
            Specimen first = bench.stored();
            kit.clock().set(over.retainUntil());
            Specimen second = bench.stored();
            assertThatThrownBy(bench::stored).isInstanceOf(CapacityExceededException.class);
            bench.assertStored(first);
            bench.assertStored(second);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "LIMIT-04", level = Level.CAPABILITY, says = "concurrent newcomers fill the cap exactly")
    default void LIMIT_04_theCapIsExact(Kit kit) throws Exception {
        int cap = 3;
        for (int round = 0; round < kit.races().rounds() / 3 + 1; round++) {
            Optional<Bench<SpecimenKey, Specimen>> capped = kit.capped(cap);
            if (capped.isPresent()) {
                var bench = capped.get().in(kit.freshNamespace());
                bench.stored();
                bench.stored();
                List<Callable<Boolean>> callers = new ArrayList<>();
                for (int i = 0; i < kit.races().racers(); i++) {
                    Specimen mine = bench.full();
                    callers.add(() -> bench.isTaken(mine));
                }
                assertThat(kit.races().run(callers)).containsOnlyOnce(true);
                assertThat(bench.listing(Selection.all(), 10)).hasSize(cap);
            }
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "LIMIT-05", level = Level.CAPABILITY, says = "an insert that loses its key takes no room")
    default void LIMIT_05_aLostInsertTakesNoRoom(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().rounds() / 3 + 1; round++) {
            Optional<Bench<SpecimenKey, Specimen>> capped = kit.capped(2);
            if (capped.isPresent()) {
                var bench = capped.get().in(kit.freshNamespace());
                Specimen first = bench.full();
                Specimen rival = bench.rival(first);
                kit.races().run(List.of(() -> bench.isTaken(first), () -> bench.isTaken(rival)));
                bench.stored();
            }
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "LIMIT-06",
            level = Level.CAPABILITY,
            says = "each namespace has the whole cap, so no tenant takes another's room")
    default void LIMIT_06_eachNamespaceHasTheCap(Kit kit) {
        kit.capped(1).ifPresent(bench -> {
            bench.stored();
            Bench<SpecimenKey, Specimen> other = bench.in(kit.freshNamespace());
            other.stored();
            assertThatThrownBy(other::stored).isInstanceOf(CapacityExceededException.class);
        });
    }
}
