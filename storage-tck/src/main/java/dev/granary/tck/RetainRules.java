package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.record.Purged;
import dev.granary.record.Written;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** RETAIN: purging takes what is over and nothing else. */
public interface RetainRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "RETAIN-01",
            says = "purging removes what is over and never a living record",
            why = "A purge runs every minute over everything; one wrong row is somebody's session.",
            look = "the condition on retain-until: at it is over, a microsecond before it is not")
    default void RETAIN_01_theLivingStay(Kit kit) throws Exception {
        kit.eachKindThatEnds(bench -> {
            var living = bench.full(bench.soon().plus(1, ChronoUnit.MICROS));
            bench.insert(living);
            var over = bench.stored();
            kit.clock().set(over.retainUntil());
            assertThat(bench.store().purge(kit.clock().instant(), 100)).isEqualTo(new Purged(1, true));
            bench.assertStored(living);
            bench.assertGone(over);
            assertThat(bench.store().purge(kit.clock().instant(), 100)).isEqualTo(new Purged(0, true));
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "RETAIN-02",
            says = "a purge removes at most its limit and says when nothing is left",
            why = "An unbounded delete locks the table; one that never says it is done is never asked again.",
            look = "the limit of the statement, and how complete is worked out")
    default void RETAIN_02_purgingIsBounded(Kit kit) throws Exception {
        kit.eachKindThatEnds(bench -> {
            for (int i = 0; i < 10; i++) {
                bench.stored();
            }
            kit.clock().set(bench.soon());
            Instant now = kit.clock().instant();
            assertThat(bench.store().purge(now, 4)).isEqualTo(new Purged(4, false));
            assertThat(bench.store().purge(now, 4)).isEqualTo(new Purged(4, false));
            Purged third = bench.store().purge(now, 4);
            assertThat(third.removed()).isEqualTo(2);
            assertThat(bench.store().purge(now, 4)).isEqualTo(new Purged(0, true));
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "RETAIN-03",
            says = "what is over by only one of the two times stays",
            why = "One clock that is wrong must not be enough to forget.",
            look = "both times in the condition that deletes, now and the clock")
    default void RETAIN_03_bothClocksMustAgree(Kit kit) throws Exception {
        kit.eachKindThatEnds(bench -> {
            var record = bench.stored();
            Instant end = record.retainUntil();
            assertThat(bench.store().purge(end.plusSeconds(60), 10).removed())
                    .as("over by now alone")
                    .isZero();
            bench.assertStored(record);
            kit.clock().set(end.plusSeconds(60));
            assertThat(bench.store().purge(end.minus(1, ChronoUnit.MICROS), 10).removed())
                    .as("over by the clock alone")
                    .isZero();
            assertThat(bench.store().purge(end, 10).removed())
                    .as("over by both")
                    .isEqualTo(1);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "RETAIN-04",
            says = "a record that is extended while a purge runs survives it",
            why = "The rotation that keeps a grant for another month races with the sweep of it.",
            look = "the delete must repeat its condition; a list of keys that was read before proves nothing")
    default void RETAIN_04_anExtendedRecordSurvives(Kit kit) throws Exception {
        kit.eachKindThatEnds(bench -> {
            for (int round = 0; round < bench.rounds(); round++) {
                kit.clock().set(Kit.START);
                var record = bench.stored();
                Instant end = record.retainUntil();
                var extended = bench.next(record, end.plusSeconds(60));
                boolean purgerIsFirst = round % 2 == 0;
                List<Callable<Boolean>> callers = List.of(
                        () -> {
                            boolean written = bench.store()
                                    .replace(extended, record.revision())
                                    .equals(new Written<>());
                            kit.clock().set(end);
                            return written;
                        },
                        () -> Drawers.purgeUntil(end, bench.storeOf(1), kit.clock(), purgerIsFirst));
                boolean wasExtended = kit.races().run(callers).get(0);
                assertThat(bench.store().find(record.key()))
                        .isEqualTo(wasExtended ? Optional.of(extended) : Optional.empty());
                kit.clock().set(extended.retainUntil());
                bench.store().purge(extended.retainUntil(), 100);
            }
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "RETAIN-05",
            says = "two purges at once remove each record once",
            why = "Every node keeps house; each record is one entry in somebody's count.",
            look = "the number that the delete really took")
    default void RETAIN_05_twoPurgersAreHarmless(Kit kit) throws Exception {
        kit.eachKindThatEnds(bench -> {
            for (int round = 0; round < bench.rounds() / 10 + 1; round++) {
                kit.clock().set(Kit.START);
                for (int i = 0; i < 10; i++) {
                    bench.stored();
                }
                var living = bench.insert(bench.full(bench.soon().plusSeconds(60)));
                kit.clock().set(bench.soon());
                Instant now = kit.clock().instant();
                List<Callable<Integer>> callers = List.of(
                        () -> bench.store().purge(now, 100).removed(),
                        () -> bench.storeOf(1).purge(now, 100).removed());
                var removed = kit.races().run(callers);
                assertThat(removed.get(0) + removed.get(1))
                        .as("removed by both")
                        .isEqualTo(10);
                bench.assertStored(living);
                assertThat(bench.store().remove(living.key(), living.revision()))
                        .isEqualTo(new Written<>());
            }
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "RETAIN-06",
            says = "a purge without a positive limit is refused",
            why = "A limit of nothing is a mistake that must not become a purge of all.",
            look = "the check of the argument")
    default void RETAIN_06_aPurgeNeedsALimit(Kit kit) throws Exception {
        kit.eachKind(bench -> assertThatThrownBy(
                        () -> bench.store().purge(kit.clock().instant(), 0))
                .isInstanceOf(IllegalArgumentException.class));
    }
}
