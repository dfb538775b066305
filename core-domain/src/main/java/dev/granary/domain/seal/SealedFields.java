package dev.granary.domain.seal;

import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.Revision;
import dev.granary.record.StoredRecord;
import java.util.Optional;

/**
 * What is sealed in the records of one kind, for the job that seals it anew.
 *
 * @param <K> the key type
 * @param <R> the record type
 */
public interface SealedFields<K extends RecordKey, R extends StoredRecord<K>> {

    /** The kind. */
    RecordKind<K, R> kind();

    /**
     * The record with every value sealed under the ring's current key, and nothing else changed.
     *
     * @param attempt the revision of the write
     * @return empty if every value is already sealed under that key
     * @throws SealBrokenException if one does not open
     */
    Optional<R> renewed(R record, Revision attempt);
}
