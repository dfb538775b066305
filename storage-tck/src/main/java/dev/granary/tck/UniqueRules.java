package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.record.Conflict;
import dev.granary.record.InsertOutcome;
import dev.granary.record.RecordKey;
import dev.granary.record.StoredRecord;
import dev.granary.record.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** UNIQUE: a taken key is taken. */
public interface UniqueRules {

    /** Tests this rule. */
    @Test
    @Rule(id = "UNIQUE-01", says = "inserting a taken key is refused, answers what is stored and leaves it untouched")
    default void UNIQUE_01_takenKeyIsRefused(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var first = bench.stored();
            var rival = bench.rival(first);
            assertThat(bench.store().insert(rival)).isEqualTo(new Conflict<>(first));
            bench.assertStored(first);
            for (var selection : bench.selections(rival)) {
                assertThat(bench.listing(selection, 10))
                        .as("nothing of the loser is listed")
                        .doesNotContain(rival);
            }
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "UNIQUE-02", says = "an insert sent again with the same revision is written and changes nothing")
    default void UNIQUE_02_repeatedInsertIsWritten(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var record = bench.stored();
            assertThat(bench.store().insert(record)).isEqualTo(new Written<>());
            bench.assertStored(record);
            for (var selection : bench.selections(record)) {
                assertThat(bench.listing(selection, 10)).as("listed once").containsExactly(record);
            }
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "UNIQUE-03", says = "of concurrent inserts of one key exactly one wins, and the others are told of it")
    default void UNIQUE_03_exactlyOneInsertWins(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            for (int round = 0; round < bench.rounds(); round++) {
                var first = bench.full();
                List<Callable<InsertOutcome<StoredRecord<RecordKey>>>> callers = new ArrayList<>();
                for (int i = 0; i < kit.races().racers(); i++) {
                    var mine = i == 0 ? first : bench.rival(first);
                    var store = bench.storeOf(i);
                    callers.add(() -> store.insert(mine));
                }
                var outcomes = kit.races().run(callers);
                var stored = bench.store().find(first.key()).orElseThrow();
                assertThat(outcomes).containsOnlyOnce(new Written<>());
                assertThat(outcomes).containsOnly(new Written<>(), new Conflict<>(stored));
            }
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "UNIQUE-04", says = "a key whose record was removed can be inserted again")
    default void UNIQUE_04_freedKeyIsFree(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var first = bench.stored();
            assertThat(bench.store().remove(first.key(), first.revision())).isEqualTo(new Written<>());
            var second = bench.insert(bench.rival(first));
            bench.assertStored(second);
        });
    }
}
