package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.record.Cursor;
import dev.granary.record.Page;
import dev.granary.record.RecordKey;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import dev.granary.record.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** INDEX: a listing shows what is there. */
public interface IndexRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "INDEX-01",
            says =
                    "pages of any size show every record once that was there before and stays, while writers insert others",
            why = "A revocation walks while others log in; who was there before must be met.",
            look = "paging by offset or by a value that is not unique, and a cursor that skips at equal values")
    default void INDEX_01_pagesMissNobody(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var first = bench.stored();
            List<StoredRecord<RecordKey>> all = new ArrayList<>(List.of(first));
            for (int i = 0; i < bench.share(12); i++) {
                all.add(bench.insert(bench.sibling(first)));
            }
            List<StoredRecord<RecordKey>> others = new ArrayList<>();
            for (int i = 0; i < bench.share(400); i++) {
                others.add(bench.sibling(first));
            }
            Callable<Integer> writer = () -> {
                others.forEach(bench.storeOf(1)::insert);
                return others.size();
            };
            Callable<Integer> reader = () -> {
                for (int limit : List.of(1, 2, 3, 5, all.size(), all.size() + 1)) {
                    for (var selection : bench.selections(first)) {
                        assertThat(bench.listing(selection, limit))
                                .as("pages of %d of %s", limit, selection)
                                .containsAll(bench.listed(selection, all));
                    }
                }
                return all.size();
            };
            kit.races().run(List.of(writer, reader));
            all.addAll(others);
            for (var selection : bench.selections(first)) {
                assertThat(bench.listing(selection, 7))
                        .containsExactlyInAnyOrderElementsOf(bench.listed(selection, all));
            }
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "INDEX-02",
            says = "no listing shows a record that was removed",
            why = "A listing of what is gone counts it, and a revocation fails on it.",
            look = "index entries that outlive the record and are not looked up")
    default void INDEX_02_theGoneAreNotListed(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var first = bench.stored();
            var second = bench.insert(bench.sibling(first));
            assertThat(bench.store().remove(first.key(), first.revision())).isEqualTo(new Written<>());
            bench.assertGone(first);
            bench.assertStored(second);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "INDEX-03",
            says = "a listing shows a replaced record once, in its latest state",
            why = "A revocation decides on what the listing shows; an older state loses its swap, twice "
                    + "shown is counted twice.",
            look = "copies of the record in the index, or entries added by every replace")
    default void INDEX_03_aListingShowsTheLatest(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var record = bench.stored();
            for (int i = 0; i < 5; i++) {
                var next = bench.next(record);
                assertThat(bench.store().replace(next, record.revision())).isEqualTo(new Written<>());
                for (var selection : bench.selections(next)) {
                    assertThat(bench.listing(selection, 10)).containsExactly(next);
                }
                record = next;
            }
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "INDEX-04",
            says = "a listing by a value shows only the records of that value",
            why = "A listing that shows others' records revokes others' grants.",
            look = "the value in the condition: folded, cut, joined or left out")
    default void INDEX_04_aListingShowsNoOthers(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var one = bench.stored();
            var two = bench.stored();
            var unlisted = bench.insert(bench.minimal());
            for (var selection : bench.selections(one)) {
                assertThat(bench.listing(selection, 10))
                        .containsExactlyInAnyOrderElementsOf(bench.listed(selection, List.of(one, two, unlisted)));
            }
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "INDEX-05",
            says = "a page without a positive limit is refused, and so is a cursor that no page gave",
            why = "A cursor that is taken for the start is a listing that never ends; one taken for the "
                    + "end misses all.",
            look = "the check of arguments before the first read")
    default void INDEX_05_misuseIsRefused(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            bench.stored();
            assertThatThrownBy(() -> bench.store().page(Selection.all(), Cursor.START, 0))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> bench.store().page(Selection.all(), new Cursor("no page gave this"), 1))
                    .isInstanceOf(IllegalArgumentException.class);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "INDEX-06",
            says = "a listing goes on where it was although records behind it are removed",
            why = "A revocation removes what it has just been shown.",
            look = "paging by offset, or a cursor that names a record instead of a position")
    default void INDEX_06_aListingSurvivesRemovals(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var first = bench.stored();
            List<StoredRecord<RecordKey>> all = new ArrayList<>(List.of(first));
            for (int i = 0; i < 12; i++) {
                all.add(bench.insert(bench.sibling(first)));
            }
            for (var selection : bench.selections(first)) {
                Page<StoredRecord<RecordKey>> page = bench.store().page(selection, Cursor.START, 3);
                while (page.records().isEmpty() && page.next().isPresent()) {
                    page = bench.store().page(selection, page.next().get(), 3);
                }
                var rest = new ArrayList<>(bench.listed(selection, all));
                rest.removeAll(page.records());
                for (var gone : page.records()) {
                    assertThat(bench.store().remove(gone.key(), gone.revision()))
                            .isEqualTo(new Written<>());
                    all.remove(gone);
                }
                List<StoredRecord<RecordKey>> shown = new ArrayList<>();
                while (page.next().isPresent()) {
                    page = bench.store().page(selection, page.next().get(), 3);
                    shown.addAll(page.records());
                }
                assertThat(shown).containsAll(rest);
            }
        });
    }
}
