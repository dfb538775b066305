package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.record.Cursor;
import dev.granary.record.RecordKey;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** INDEX, of what is on its way while somebody lists, and of what is asked strangely. */
public interface ListingRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "INDEX-07",
            says = "what was inserted is listed, although it was swept and listed while it was on its way",
            from = "index entries that a sweep takes for orphans",
            why = "A sweep that repairs the index must not take the entry of an insert that is under way.",
            look = "entries whose record is missing must stay until young-until; see the plugin guide, Indexes")
    default void INDEX_07_whatIsOnItsWayIsNotSwept(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var first = bench.stored();
            for (int round = 0; round < bench.share(kit.races().fewRounds()); round++) {
                var record = bench.sibling(first);
                var sweeping = bench.storeOf(1);
                kit.races().run(() -> bench.store().insert(record), () -> {
                    sweeping.page(Selection.all(), Cursor.START, 10);
                    return sweeping.purge(kit.clock().instant(), 10);
                });
                bench.assertStored(record);
                assertThat(bench.store().remove(record.key(), record.revision()).match(() -> 1, other -> 0, () -> 0))
                        .as("removed")
                        .isEqualTo(1);
            }
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "INDEX-08",
            says = "a key that is asked for twice is answered once, and no key with nothing",
            why = "Who asks for two parents asks for one twice if they are the same.",
            look = "one row for each key asked, where one for each record is due, and a list of no keys")
    default void INDEX_08_aKeyAskedTwiceIsAnsweredOnce(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var one = bench.stored();
            var other = bench.stored();
            var never = bench.full();
            assertThat(bench.store()
                            .findAll(List.of(one.key(), never.key(), other.key(), one.key(), one.key(), never.key())))
                    .containsExactlyInAnyOrder(one, other);
            assertThat(bench.store().findAll(List.of())).isEmpty();
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "INDEX-09",
            says = "a cursor that a page of another selection gave is refused",
            why = "A cursor mixed up by its holder would begin in the middle and miss what comes before.",
            look = "a cursor that is taken for a position wherever it comes from: it must name its selection")
    default void INDEX_09_aCursorBelongsToItsSelection(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var first = bench.stored();
            var second = bench.insert(bench.sibling(first));
            var third = bench.insert(bench.sibling(first));
            var other = bench.stored();
            List<StoredRecord<RecordKey>> all = List.of(first, second, third, other);
            for (var selection : bench.selections(first)) {
                Optional<Cursor> cursor =
                        bench.store().page(selection, Cursor.START, 1).next();
                for (var another : bench.selections(other)) {
                    if (cursor.isPresent() && !bench.listed(selection, all).equals(bench.listed(another, all))) {
                        assertThatThrownBy(() -> bench.store().page(another, cursor.get(), 1))
                                .as("cursor of %s for %s", selection, another)
                                .isInstanceOf(IllegalArgumentException.class);
                    }
                }
            }
        });
    }
}
