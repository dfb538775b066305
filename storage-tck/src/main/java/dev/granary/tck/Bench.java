package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.record.CapacityExceededException;
import dev.granary.record.Cursor;
import dev.granary.record.Namespace;
import dev.granary.record.Page;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import dev.granary.record.Written;
import dev.granary.spi.Storage;
import dev.granary.tck.specimen.Specimens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The records of one kind and the store they are put to. */
final class Bench<K extends RecordKey, R extends StoredRecord<K>> {

    private static final int MOST_PAGES = 100_000;
    private static final int LEAST = 5;
    private static final int OTHERS = 16;

    private final Kit kit;
    private final Specimens<K, R> specimens;
    private final Storage storage;
    private final RecordStore<K, R> store;

    Bench(Kit kit, Specimens<K, R> specimens, Storage storage, Namespace namespace) {
        this.kit = kit;
        this.specimens = specimens;
        this.storage = storage;
        this.store = storage.store(namespace, specimens.kind());
    }

    Bench<K, R> in(Namespace namespace) {
        return new Bench<>(kit, specimens, storage, namespace);
    }

    Bench<K, R> on(Storage other) {
        return new Bench<>(kit, specimens, other, kit.namespace());
    }

    RecordStore<K, R> store() {
        return store;
    }

    /** The store of the n-th racer: racers take turns on the instances that share the data. */
    RecordStore<K, R> storeOf(int racer) {
        Optional<Storage> other = racer % 2 == 1 ? kit.another() : Optional.empty();
        return other.map(shared -> shared.store(kit.namespace(), specimens.kind()))
                .orElse(store);
    }

    Instant soon() {
        return kit.clock().in(Duration.ofHours(1));
    }

    R full() {
        return full(soon());
    }

    R full(Instant retainUntil) {
        return specimens.full(kit.dice(), retainUntil);
    }

    R minimal() {
        return specimens.minimal(kit.dice(), soon());
    }

    R next(R record) {
        return next(record, record.retainUntil());
    }

    R next(R record, Instant retainUntil) {
        return specimens.next(record, kit.dice(), retainUntil);
    }

    R sibling(R record) {
        return specimens.sibling(record, kit.dice(), record.retainUntil());
    }

    R rival(R record) {
        return specimens.rival(record, kit.dice(), record.retainUntil());
    }

    /** How many rounds a race over this kind takes: those of the kit's own kind, the others share as many. */
    int rounds() {
        return share(kit.races().rounds());
    }

    /** All of it for the kit's own kind; for each of the others its part, for what holds for one mostly does for all. */
    int share(int whole) {
        return specimens.kind() == Specimen.KIND ? whole : Math.max(Math.min(whole, LEAST), whole / OTHERS);
    }

    boolean ends() {
        return specimens.ends();
    }

    String name() {
        return specimens.kind().name();
    }

    /** Inserts a full record. */
    R stored() {
        return insert(full());
    }

    R insert(R record) {
        assertThat(store.insert(record)).as("insert under a free key").isEqualTo(new Written<>());
        return record;
    }

    /** Whether the record was taken in; not if its key is taken or the cap is reached. */
    boolean isTaken(R record) {
        try {
            return store.insert(record).match(() -> true, stored -> false);
        } catch (CapacityExceededException e) {
            return false;
        }
    }

    /** Every way in which the record is listed: with all of the kind, and by each index. */
    List<Selection<R>> selections(R record) {
        Stream<Selection<R>> listed = specimens.kind().indexes().stream()
                .flatMap(index -> index.valueOf(record).stream().map(value -> Selection.by(index, value)));
        return Stream.concat(Stream.of(Selection.<R>all()), listed).toList();
    }

    /** Those of the records that belong in this listing. */
    List<R> listed(Selection<R> selection, List<R> records) {
        return records.stream()
                .filter(record -> selection.match(
                        () -> true, (index, value) -> index.valueOf(record).equals(Optional.of(value))))
                .toList();
    }

    List<R> listing(Selection<R> selection, int limit) {
        List<R> records = new ArrayList<>();
        Page<R> page = store.page(selection, Cursor.START, limit);
        for (int pages = 1; ; pages++) {
            assertThat(page.records()).as("one page").hasSizeLessThanOrEqualTo(limit);
            records.addAll(page.records());
            if (page.next().isEmpty()) {
                return records;
            }
            assertThat(pages).as("pages of a listing that should have ended").isLessThan(MOST_PAGES);
            page = store.page(selection, page.next().get(), limit);
        }
    }

    /** Asserts that every operation that reads shows exactly this record under its key. */
    void assertStored(R record) {
        assertThat(store.find(record.key())).as("find").contains(record);
        assertThat(store.findAll(List.of(record.key()))).as("findAll").containsExactly(record);
        for (Selection<R> selection : selections(record)) {
            assertThat(listing(selection, 100)).as("page of %s", selection).contains(record);
        }
    }

    /** Asserts that no operation that reads shows a record under this record's key. */
    void assertGone(R record) {
        assertThat(store.find(record.key())).as("find").isEmpty();
        assertThat(store.findAll(List.of(record.key()))).as("findAll").isEmpty();
        for (Selection<R> selection : selections(record)) {
            assertThat(listing(selection, 100))
                    .as("page of %s", selection)
                    .noneMatch(listed -> listed.key().equals(record.key()));
        }
    }
}
