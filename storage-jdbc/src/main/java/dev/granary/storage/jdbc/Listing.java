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
 * @param mark tells cursors of this selection from those of others
 * @param sql the statement; its last two parameters, key hash and limit, are bound by the reader
 * @param first binds all parameters before these
 * @param isMeant whether a row's record belongs to the selection: hashes in an index are short
 */
record Listing<R extends StoredRecord<?>>(byte[] mark, String sql, First first, Predicate<R> isMeant) {

    static <R extends StoredRecord<?>> Listing<R> of(
            Selection<R> selection, RecordKind<?, R> kind, Table table, Spelling spelling) {
        return selection.match(() -> all(table, spelling), (index, value) -> {
            requireKnown(index, kind);
            return by(index, value, table, spelling);
        });
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

    /** Binds what a selection asks for. */
    interface First {

        Parameters bind(Parameters parameters) throws SQLException;
    }
}
