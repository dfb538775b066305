package dev.granary.record;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * One sort of record: its name, its indexes and its codec. A backend knows no more of a record than its kind tells, so
 * a kind that is added later touches no backend's code.
 *
 * @param <K> the key type
 * @param <R> the record type
 */
public final class RecordKind<K extends RecordKey, R extends StoredRecord<K>> {

    private final String name;
    private final RecordCodec<R> codec;
    private final List<Index<R>> indexes;

    /**
     * Makes a kind.
     *
     * @param name unique in a storage, of the form {@code [a-z][a-z_]*}; backends may use it as a table or key name
     * @throws IllegalArgumentException if the name has another form or two indexes share one
     */
    public RecordKind(String name, RecordCodec<R> codec, List<Index<R>> indexes) {
        if (!name.matches("[a-z][a-z_]{0,40}")) {
            throw new IllegalArgumentException("kind name: expected [a-z][a-z_]*, up to 41 characters");
        }
        this.name = name;
        this.codec = codec;
        this.indexes = List.copyOf(indexes);
        Set<String> names = new HashSet<>();
        for (Index<R> index : this.indexes) {
            if (!names.add(index.name())) {
                throw new IllegalArgumentException("kind " + name + ": two indexes are named " + index.name());
            }
        }
    }

    /** The kind's name. */
    public String name() {
        return name;
    }

    /** The indexes its records are listed by. */
    public List<Index<R>> indexes() {
        return indexes;
    }

    /** Writes a record as one complete, versioned JSON document in UTF-8; the same in every backend. */
    public byte[] encode(R record) {
        return RecordWriter.document(codec, record, record.stamp());
    }

    /**
     * Reads what {@link #encode} wrote, in this or any earlier release.
     *
     * @param backend the storage's id, for the message
     * @throws CorruptRecordException if the document is damaged or of a newer version
     */
    public R decode(byte[] document, String backend) {
        try {
            return RecordReader.document(codec, document);
        } catch (JacksonException e) {
            throw corrupt(backend, "not a JSON object; restore the record from a backup");
        } catch (IllegalArgumentException e) {
            throw corrupt(
                    backend, e.getMessage() + "; restore the record from a backup or read it with a newer release");
        }
    }

    private CorruptRecordException corrupt(String backend, String remedy) {
        return new CorruptRecordException(StorageFault.of(backend, "decode", name, remedy));
    }

    @Override
    public String toString() {
        return "RecordKind[" + name + "]";
    }
}
