package dev.granary.storage.jdbc;

import dev.granary.record.Cursor;
import dev.granary.record.Index;
import dev.granary.record.IndexValue;
import dev.granary.record.RecordKind;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How the rows of a selection are read, in the order of their key hashes, which never change.
 *
 * @param <R> the record type
 */
final class Listing<R extends StoredRecord<?>> {

    private final byte[] mark;
    private final String sql;
    private final First first;
    private final Predicate<R> isMeant;

    private Listing(byte[] mark, String sql, First first, Predicate<R> isMeant) {
        this.mark = mark;
        this.sql = sql;
        this.first = first;
        this.isMeant = isMeant;
    }

    static <R extends StoredRecord<?>> Listing<R> of(
            Selection<R> selection, RecordKind<?, R> kind, Table table, Spelling spelling) {
        return selection.match(() -> all(table, spelling), (index, value) -> {
            requireKnown(index, kind);
            return by(index, value, table, spelling);
        });
    }

    /** The statement. Its last two parameters, key hash and limit, are bound by the reader. */
    String sql() {
        return sql;
    }

    /** Binds all parameters before these. */
    Parameters bind(Parameters parameters) throws SQLException {
        return first.bind(parameters);
    }

    /** Whether a row's record belongs to the selection: hashes in an index are short. */
    boolean isMeant(R record) {
        return isMeant.test(record);
    }

    /** The key hash to go on after. */
    byte[] after(Cursor cursor, Spelling spelling) {
        return Position.after(cursor, mark, spelling);
    }

    Cursor cursor(byte[] keyHash) {
        return Position.cursor(mark, keyHash);
    }

    private static <R extends StoredRecord<?>> Listing<R> all(Table table, Spelling spelling) {
        return new Listing<>(
                new byte[0], table.pageOfAll(), parameters -> parameters.add(spelling.last()), record -> true);
    }

    private static <R extends StoredRecord<?>> Listing<R> by(
            Index<R> index, IndexValue value, Table table, Spelling spelling) {
        byte[] name = index.name().getBytes(StandardCharsets.US_ASCII);
        byte[] hash = spelling.indexHash(value);
        return new Listing<>(
                ByteBuffer.allocate(name.length + hash.length)
                        .put(name)
                        .put(hash)
                        .array(),
                table.pageBy(index.name()),
                parameters -> parameters.add(hash),
                record -> index.valueOf(record).equals(Optional.of(value)));
    }

    private static void requireKnown(Index<?> index, RecordKind<?, ?> kind) {
        if (kind.indexes().stream().noneMatch(known -> known.name().equals(index.name()))) {
            throw new IllegalArgumentException("selection: the kind has no index " + index.name());
        }
    }

    private interface First {

        Parameters bind(Parameters parameters) throws SQLException;
    }
}
