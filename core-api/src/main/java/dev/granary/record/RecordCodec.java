package dev.granary.record;

/**
 * How the records of one kind are written and read: by hand, field by field, each field flat under a name of its own.
 * An unset field is not written. Codecs are stateless.
 *
 * @param <R> the record type
 */
public interface RecordCodec<R> {

    /** The version that is written, from 1. It rises only when an older release could no longer read the document. */
    int version();

    /** Writes every field of {@code record} but its stamp. */
    void write(R record, RecordWriter out);

    /**
     * Makes a record of the fields. Fields are best taken in the order they were written, and the stamp last: it
     * carries what was not taken.
     *
     * @throws IllegalArgumentException if a field is missing or has no fitting value, naming it
     */
    R read(RecordReader in);
}
