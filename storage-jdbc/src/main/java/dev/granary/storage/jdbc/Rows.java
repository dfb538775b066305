package dev.granary.storage.jdbc;

import dev.granary.record.Change;
import dev.granary.record.Index;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Turns records of one kind into parameters, and rows into records. */
final class Rows<K extends RecordKey, R extends StoredRecord<K>> {

    private final RecordKind<K, R> kind;
    private final Spelling spelling;

    Rows(RecordKind<K, R> kind, Spelling spelling) {
        this.kind = kind;
        this.spelling = spelling;
    }

    void bindInsert(PreparedStatement statement, byte[] keyHash, R record) throws SQLException {
        Parameters parameters = new Parameters(statement)
                .add(spelling.namespace())
                .add(keyHash)
                .add(Spelling.shown(record.key().parts()));
        bindContents(parameters, record);
    }

    void bindReplace(PreparedStatement statement, byte[] keyHash, Change<R> change, Instant now) throws SQLException {
        R next = change.next();
        Parameters parameters = new Parameters(statement);
        bindStamp(parameters, next);
        parameters
                .add(body(next))
                .add(keyHash)
                .add(change.expected().value())
                .add(next.revision().value())
                .add(Spelling.moment(now));
    }

    void bindTakeOver(PreparedStatement statement, byte[] keyHash, Change<R> change, Instant now) throws SQLException {
        Parameters parameters = new Parameters(statement);
        bindContents(parameters, change.next());
        parameters.add(keyHash).add(change.expected().value()).add(Spelling.moment(now));
    }

    /** The record in the body that stands in this column, counted from 1. Each driver gives the bytes of a text in UTF-8. */
    R record(ResultSet row, int column) throws SQLException {
        return kind.decode(row.getBytes(column), JdbcStorage.ID);
    }

    private void bindContents(Parameters parameters, R record) throws SQLException {
        bindStamp(parameters, record);
        for (Index<R> index : kind.indexes()) {
            parameters.add(index.valueOf(record), spelling);
        }
        parameters.add(body(record));
    }

    private void bindStamp(Parameters parameters, R record) throws SQLException {
        long retainUntil = Spelling.micros(record.retainUntil());
        parameters
                .add(record.revision().value())
                .add(record.stamp().count())
                .add(retainUntil)
                .add(retainUntil);
    }

    private String body(R record) {
        return new String(kind.encode(record), StandardCharsets.UTF_8);
    }
}
