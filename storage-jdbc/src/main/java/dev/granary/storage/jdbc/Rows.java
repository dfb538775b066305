package dev.granary.storage.jdbc;

import dev.granary.record.Index;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.Revision;
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

    void bindInsert(PreparedStatement statement, R record) throws SQLException {
        Parameters parameters = new Parameters(statement)
                .add(spelling.namespace())
                .add(spelling.keyHash(record.key()))
                .add(Spelling.shown(record.key().parts()));
        bindContents(parameters, record);
    }

    void bindReplace(PreparedStatement statement, R next, Revision expected, Instant now) throws SQLException {
        Parameters parameters = new Parameters(statement);
        bindStamp(parameters, next);
        parameters
                .add(body(next))
                .add(spelling.keyHash(next.key()))
                .add(expected.value())
                .add(next.revision().value())
                .add(Spelling.moment(now));
    }

    void bindTakeOver(PreparedStatement statement, R record, Revision over, Instant now) throws SQLException {
        Parameters parameters = new Parameters(statement);
        bindContents(parameters, record);
        parameters.add(spelling.keyHash(record.key())).add(over.value()).add(Spelling.moment(now));
    }

    R record(ResultSet row) throws SQLException {
        return kind.decode(row.getString("body").getBytes(StandardCharsets.UTF_8), JdbcStorage.ID);
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
