package dev.granary.domain.realm;

import dev.granary.record.Cursor;
import dev.granary.record.Page;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A listing, read page by page.
 *
 * @param <K> the key type
 * @param <R> the record type
 * @param store where the records are
 * @param selection which of them
 */
public record Listing<K extends RecordKey, R extends StoredRecord<K>>(RecordStore<K, R> store, Selection<R> selection) {

    private static final int PAGE = 200;

    /** Takes every page in turn. A record may show twice while it changes. */
    public void forEachPage(Consumer<List<R>> step) {
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<R> page = store.page(selection, next.get(), PAGE);
            step.accept(page.records());
            next = page.next();
        }
    }

    /** All records, each once. For listings that a cap bounds. */
    public List<R> toList() {
        Map<K, R> records = new LinkedHashMap<>();
        forEachPage(page -> page.forEach(record -> records.put(record.key(), record)));
        return List.copyOf(records.values());
    }

    /** Whether one of the records is as {@code wanted}; reads no further than to the first. */
    public boolean contains(Predicate<R> wanted) {
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<R> page = store.page(selection, next.get(), PAGE);
            if (page.records().stream().anyMatch(wanted)) {
                return true;
            }
            next = page.next();
        }
        return false;
    }
}
