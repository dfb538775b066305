package dev.granary.domain.token;

import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Revision;
import dev.granary.record.StoredRecord;
import java.util.function.Supplier;

/** Sends writes, and the very same ones again when their outcome is unknown. */
final class Writes {

    private static final int ATTEMPTS = 3;

    private boolean doubtful;

    /** Whether some write of this call may have taken effect without an answer. */
    boolean doubtful() {
        return doubtful;
    }

    <K extends RecordKey, R extends StoredRecord<K>> ReplaceOutcome<R> replace(
            RecordStore<K, R> store, R next, Revision expected) {
        return send(() -> store.replace(next, expected));
    }

    <T> T send(Supplier<T> write) {
        for (int attempt = 1; ; attempt++) {
            try {
                return write.get();
            } catch (OutcomeUnknownException e) {
                doubtful = true;
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
