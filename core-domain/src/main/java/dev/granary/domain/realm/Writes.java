package dev.granary.domain.realm;

import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Revision;
import dev.granary.record.StoredRecord;
import java.util.function.Supplier;

/**
 * Sends the writes of one call, and the very same ones again when their outcome is unknown. Made for one call; not safe
 * for threads.
 */
public final class Writes {

    private static final int ATTEMPTS = 3;

    private boolean doubtful;

    /** Begins a call that has written nothing yet. */
    public Writes() {}

    /** Whether some write of this call may have taken effect without an answer. */
    public boolean doubtful() {
        return doubtful;
    }

    /**
     * Replaces a record.
     *
     * @throws OutcomeUnknownException if it stays unknown however often it is sent
     */
    public <K extends RecordKey, R extends StoredRecord<K>> ReplaceOutcome<R> replace(
            RecordStore<K, R> store, R next, Revision expected) {
        return send(() -> store.replace(next, expected));
    }

    /**
     * Sends a write that is safe to repeat.
     *
     * @throws OutcomeUnknownException if it stays unknown however often it is sent
     */
    public <T> T send(Supplier<T> write) {
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
