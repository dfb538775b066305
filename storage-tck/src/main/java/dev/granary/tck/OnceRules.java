package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.record.Absent;
import dev.granary.record.Change;
import dev.granary.record.Conflict;
import dev.granary.record.RecordKey;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.StoredRecord;
import dev.granary.record.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** ONCE: exactly one wins. */
public interface OnceRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-01",
            says = "of concurrent replaces of one revision exactly one wins, and the others are told of it",
            why = "Every use of a code or token ends in one such swap; two winners are two heirs.",
            look = "a read and a write where one conditional statement is due, or an isolation level that "
                    + "lets two pass")
    default void ONCE_01_exactlyOneReplaceWins(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            for (int round = 0; round < bench.rounds(); round++) {
                var record = bench.stored();
                List<Callable<ReplaceOutcome<StoredRecord<RecordKey>>>> callers = new ArrayList<>();
                for (int i = 0; i < kit.races().racers(); i++) {
                    var mine = bench.next(record);
                    var store = bench.storeOf(i);
                    callers.add(() -> store.replace(mine, record.revision()));
                }
                var outcomes = kit.races().run(callers);
                var stored = bench.store().find(record.key()).orElseThrow();
                assertThat(outcomes).containsOnlyOnce(new Written<>());
                assertThat(outcomes).containsOnly(new Written<>(), new Conflict<>(stored));
            }
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-02",
            says = "a replace with a stale revision answers what is stored and changes nothing",
            why = "Who decides on old state must not undo what was decided since.",
            look = "a write whose condition leaves the revision out, or a conflict that is answered as written")
    default void ONCE_02_staleRevisionConflicts(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var first = bench.stored();
            var second = bench.next(first);
            assertThat(bench.store().replace(second, first.revision())).isEqualTo(new Written<>());
            assertThat(bench.store().replace(bench.next(second), first.revision()))
                    .isEqualTo(new Conflict<>(second));
            bench.assertStored(second);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-03",
            says = "a replace where no record is stores nothing",
            why = "A record that is gone was removed for a reason; to write it back revives what was ended.",
            look = "an upsert where an update is due")
    default void ONCE_03_replaceOfNothingIsAbsent(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var never = bench.full();
            var next = bench.next(never);
            assertThat(bench.store().replace(next, never.revision())).isEqualTo(new Absent<>());
            assertThat(bench.store().replace(next, next.revision())).isEqualTo(new Absent<>());
            bench.assertGone(next);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-04",
            says = "a replace sent again with the same revision is written and changes nothing",
            why = "A reply can be lost; who asks again must learn that it worked, and not be taken for "
                    + "somebody else.",
            look = "the condition must also hold where the stored revision is the one being written")
    default void ONCE_04_repeatedReplaceIsWritten(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var first = bench.stored();
            var second = bench.next(first);
            for (int i = 0; i < 3; i++) {
                assertThat(bench.store().replace(second, first.revision())).isEqualTo(new Written<>());
                bench.assertStored(second);
            }
            var third = bench.next(second);
            assertThat(bench.store().replace(third, second.revision())).isEqualTo(new Written<>());
            assertThat(bench.store().replace(second, first.revision())).isEqualTo(new Conflict<>(third));
            bench.assertStored(third);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-05",
            says = "of a replace and a remove of one revision exactly one wins",
            why = "A removed login or client must not come back by a write that was on its way.",
            look = "a replace that finds the record first and then writes without looking again")
    default void ONCE_05_replaceOrRemoveWins(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            for (int round = 0; round < bench.rounds(); round++) {
                var record = bench.stored();
                var next = bench.next(record);
                List<Callable<ReplaceOutcome<StoredRecord<RecordKey>>>> callers = List.of(
                        () -> bench.store().replace(next, record.revision()),
                        () -> bench.storeOf(1).remove(record.key(), record.revision()));
                var outcomes = kit.races().run(callers);
                boolean replaced = outcomes.get(0).equals(new Written<>());
                ReplaceOutcome<?> loser = replaced ? new Conflict<>(next) : new Absent<>();
                assertThat(Drawers.outcomes(outcomes.toArray())).containsExactlyInAnyOrder(new Written<>(), loser);
                assertThat(bench.store().find(record.key())).isEqualTo(replaced ? Optional.of(next) : Optional.empty());
            }
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-06",
            says = "a remove with another revision answers what is stored and changes nothing",
            why = "A remove that was decided on old state would throw away what somebody wrote since.",
            look = "a delete by key alone")
    default void ONCE_06_removeNeedsTheRevision(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var first = bench.stored();
            var second = bench.next(first);
            assertThat(bench.store().replace(second, first.revision())).isEqualTo(new Written<>());
            assertThat(bench.store().remove(first.key(), first.revision())).isEqualTo(new Conflict<>(second));
            bench.assertStored(second);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-07",
            says = "a remove is written once, and absent when it is sent again",
            why = "Who removes twice must not believe twice that it was their doing: counts and audits hang on it.",
            look = "the number of rows or keys that the delete really took")
    default void ONCE_07_secondRemoveIsAbsent(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var record = bench.stored();
            assertThat(bench.store().remove(record.key(), record.revision())).isEqualTo(new Written<>());
            assertThat(bench.store().remove(record.key(), record.revision())).isEqualTo(new Absent<>());
            bench.assertGone(record);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-08",
            says = "a batch decides each change by itself and answers in the order it was given",
            why = "A bulk revocation takes each lost swap again; one that is told of the wrong change "
                    + "leaves a grant alive.",
            look = "the order in which replies are matched to changes, and one lost change that fails its batch")
    default void ONCE_08_eachChangeIsDecidedByItself(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var written = bench.stored();
            var stale = bench.stored();
            var never = bench.full();
            var last = bench.stored();
            var next = bench.next(written);
            var nextOfLast = bench.next(last);
            var outcomes = bench.store()
                    .replaceAll(List.of(
                            new Change<>(nextOfLast, last.revision()),
                            new Change<>(bench.next(never), never.revision()),
                            new Change<>(bench.next(stale), never.revision()),
                            new Change<>(next, written.revision())));
            assertThat(Drawers.outcomes(outcomes.toArray()))
                    .isEqualTo(
                            Drawers.outcomes(new Written<>(), new Absent<>(), new Conflict<>(stale), new Written<>()));
            bench.assertStored(next);
            bench.assertStored(stale);
            bench.assertStored(nextOfLast);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-09",
            says = "of concurrent removes exactly one wins, and the others find nothing",
            why = "Two that both removed the only record both go on as its owner.",
            look = "a check for the record in one step and its removal in another")
    default void ONCE_09_exactlyOneRemoveWins(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            for (int round = 0; round < bench.rounds(); round++) {
                var record = bench.stored();
                List<Callable<ReplaceOutcome<StoredRecord<RecordKey>>>> callers = new ArrayList<>();
                for (int i = 0; i < kit.races().racers(); i++) {
                    var store = bench.storeOf(i);
                    callers.add(() -> store.remove(record.key(), record.revision()));
                }
                var outcomes = kit.races().run(callers);
                assertThat(outcomes).containsOnlyOnce(new Written<>());
                assertThat(outcomes).containsOnly(new Written<>(), new Absent<>());
            }
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-10",
            says = "a replace and its repetition at the same time take effect once, and undo nothing that came after",
            from = "drivers that send again while the first statement is still running",
            why = "A driver that sends again may leave the first statement running; both are the same write.",
            look = "a repetition that writes a second time, conflicts with itself, or undoes what came after it")
    default void ONCE_10_aWriteMeetsItsRepetition(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            for (int round = 0; round < bench.rounds(); round++) {
                var first = bench.stored();
                var second = bench.next(first);
                var third = bench.next(second);
                var both = kit.races().run(() -> bench.store().replace(second, first.revision()), () -> {
                    var again = bench.storeOf(1).replace(second, first.revision());
                    assertThat(bench.storeOf(1).replace(third, second.revision()))
                            .isEqualTo(new Written<>());
                    return again;
                });
                assertThat(both.second()).as("the repetition").isEqualTo(new Written<>());
                assertThat(Drawers.outcomes(both.first()))
                        .as("the one that was still running")
                        .isSubsetOf(new Written<>(), new Conflict<>(third));
                assertThat(bench.store().find(first.key())).contains(third);
            }
        });
    }
}
