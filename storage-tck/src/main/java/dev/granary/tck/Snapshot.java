package dev.granary.tck;

import dev.granary.domain.realm.Listing;
import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import dev.granary.spi.RecordKinds;
import dev.granary.spi.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a storage held at some time, and can be made to hold again. */
public interface Snapshot {

    /** Brings it back, as a fail-over to a replica that lags, or a restored backup, would. What came since is gone. */
    void restore();

    /** What this namespace holds, brought back record by record: for whoever has no way of their own. */
    static Snapshot of(Storage storage, Namespace namespace) {
        List<Snapshot> parts = Stream.concat(Stream.of(Specimen.KIND), RecordKinds.all().stream())
                .map(kind -> of(storage, namespace, kind))
                .toList();
        return () -> parts.forEach(Snapshot::restore);
    }

    private static <K extends RecordKey, R extends StoredRecord<K>> Snapshot of(
            Storage storage, Namespace namespace, RecordKind<K, R> kind) {
        RecordStore<K, R> store = storage.store(namespace, kind);
        List<R> then = all(store);
        return () -> {
            all(store)
                    .forEach(record -> store.remove(record.key(), record.revision())
                            .match(() -> true, other -> false, () -> false));
            then.forEach(record -> store.insert(record).match(() -> true, other -> false));
        };
    }

    private static <K extends RecordKey, R extends StoredRecord<K>> List<R> all(RecordStore<K, R> store) {
        List<R> records = new ArrayList<>();
        new Listing<>(store, Selection.<R>all()).forEachPage(records::addAll);
        return records;
    }
}
