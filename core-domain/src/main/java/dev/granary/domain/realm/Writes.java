package dev.granary.domain.realm;

import dev.granary.record.AlreadyExistsException;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Revision;
import dev.granary.record.StorageException;
import dev.granary.record.StorageFault;
import dev.granary.record.StoredRecord;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

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
        Optional<OutcomeUnknownException> unknown = Optional.empty();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return write.get();
            } catch (OutcomeUnknownException e) {
                doubtful = true;
                unknown = Optional.of(e);
            } catch (StorageException e) {
                throw unknown.map(earlier -> stillUnknown(earlier, e)).orElse(e);
            }
        }
        throw unknown.orElseThrow();
    }

    /** That the second try changed nothing tells nothing of the first. */
    private static StorageException stillUnknown(OutcomeUnknownException earlier, StorageException later) {
        earlier.addSuppressed(later);
        return earlier;
    }

    /**
     * Stores a record whose key was just made of random bits.
     *
     * @return the record
     * @throws AlreadyExistsException if the key was taken, which only a broken random source can bring about
     */
    public <K extends RecordKey, R extends StoredRecord<K>> R create(
            RecordStore<K, R> store, RecordKind<K, R> kind, R record) {
        return send(() -> store.insert(record)).match(() -> record, stored -> {
            throw new AlreadyExistsException(StorageFault.of(
                    "domain", "insert", kind.name(), "a new random id was taken; check the random source"));
        });
    }

    /**
     * Changes a record: on a lost swap the change is decided again on what is stored then. It must be one that does no
     * harm when it is made twice, since a write of unknown outcome may have been overtaken.
     *
     * @param loaded the record as it was read
     * @param change makes the next state, with a revision of its own; returns its argument if nothing is to be changed
     * @return how the record was and is; empty if it is gone
     */
    public <K extends RecordKey, R extends StoredRecord<K>> Optional<Changed<R>> change(
            RecordStore<K, R> store, R loaded, UnaryOperator<R> change) {
        Optional<R> current = Optional.of(loaded);
        while (current.isPresent()) {
            R before = current.get();
            R after = change.apply(before);
            if (after.equals(before)) {
                return Optional.of(new Changed<>(before, before));
            }
            ReplaceOutcome<R> outcome = replace(store, after, before.revision());
            if (outcome.match(() -> true, stored -> false, () -> false)) {
                return Optional.of(new Changed<>(before, after));
            }
            current = outcome.match(Optional::empty, Optional::of, Optional::empty);
        }
        return Optional.empty();
    }

    /**
     * Removes a record if {@code doomed} says so of it as it was read, and after a lost swap as it is stored then.
     *
     * @return whether this call removed it for certain; false also if it was gone
     */
    public <K extends RecordKey, R extends StoredRecord<K>> boolean remove(
            RecordStore<K, R> store, R loaded, Predicate<R> doomed) {
        Optional<R> current = Optional.of(loaded);
        while (current.filter(doomed).isPresent()) {
            R stored = current.get();
            ReplaceOutcome<R> outcome = send(() -> store.remove(stored.key(), stored.revision()));
            if (outcome.match(() -> true, other -> false, () -> false)) {
                return true;
            }
            current = outcome.match(Optional::empty, Optional::of, Optional::empty);
        }
        return false;
    }

    /**
     * How a record was and is.
     *
     * @param <R> the record type
     * @param before as it was when the change was decided
     * @param after as it is stored; equal to {@code before} if nothing was changed
     */
    public record Changed<R>(R before, R after) {

        /** Whether this call wrote it. */
        public boolean written() {
            return !before.equals(after);
        }
    }
}
