package dev.granary.record;

import java.time.Instant;

/**
 * A record as a {@link RecordStore} keeps it. Implementations are immutable Java records that copy collections in their
 * constructor, so nothing a caller does to an object changes what is stored.
 *
 * @param <K> the type of its key
 */
public interface StoredRecord<K extends RecordKey> {

    /** The key; it never changes in a record's life. */
    K key();

    /** Revision, count and carried fields. */
    Stamp stamp();

    /**
     * Until when the record must be kept, skew included. From that instant on it is absent to every operation, whether
     * it was purged or not. {@link Times#FOREVER} means that it never ends.
     */
    Instant retainUntil();

    /**
     * Until when a missing record may still be on its way, skew included. A backend that writes an index entry before
     * the record may not take the entry away earlier because the record is missing. A record that arrives later is over
     * or of no use.
     *
     * <p>{@link Times#FOREVER} sets no bound, as the default does for a record that never ends. The backend may then set
     * one of its own, counted from each attempt to insert, if it makes sure that no attempt takes effect after it:
     * otherwise the entry of an insert that broke off would stay for ever.
     */
    default Instant youngUntil() {
        return retainUntil();
    }

    /** Shorthand for {@code stamp().revision()}. */
    default Revision revision() {
        return stamp().revision();
    }
}
