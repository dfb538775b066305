package dev.granary.storage.jdbc;

import dev.granary.record.IndexValue;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;

/** Binds values to a statement, one after the other. Not safe for threads. */
final class Parameters {

    private final PreparedStatement statement;
    private int last;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    Parameters add(String value) throws SQLException {
        statement.setString(++last, value);
        return this;
    }

    Parameters add(long value) throws SQLException {
        statement.setLong(++last, value);
        return this;
    }

    Parameters add(byte[] value) throws SQLException {
        statement.setBytes(++last, value);
        return this;
    }

    Parameters addAll(Iterable<byte[]> values) throws SQLException {
        for (byte[] value : values) {
            add(value);
        }
        return this;
    }

    /** Binds an index's hash. */
    Parameters add(Optional<IndexValue> value, Spelling spelling) throws SQLException {
        if (value.isPresent()) {
            return add(spelling.indexHash(value.get()));
        }
        statement.setNull(++last, Types.VARBINARY);
        return this;
    }
}
