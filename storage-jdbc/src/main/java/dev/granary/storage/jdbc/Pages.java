package dev.granary.storage.jdbc;

import dev.granary.record.Cursor;
import dev.granary.record.Page;
import dev.granary.record.RecordKind;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads pages. What one reads is bounded by its limit: rows of records that are over are read and left out. */
final class Pages<R extends StoredRecord<?>> {

    private static final int MOST = 1000;

    private final RecordKind<?, R> kind;
    private final Sessions sessions;
    private final Table table;
    private final Rows<?, R> rows;
    private final Spelling spelling;

    Pages(RecordKind<?, R> kind, Sessions sessions, Table table, Rows<?, R> rows, Spelling spelling) {
        this.kind = kind;
        this.sessions = sessions;
        this.table = table;
        this.rows = rows;
        this.spelling = spelling;
    }

    Page<R> page(Selection<R> selection, Cursor after, int limit, Predicate<R> isLive) {
        Call call = Call.of("page", kind.name());
        Listing<R> listing = Listing.of(selection, kind, table, spelling);
        byte[] from = listing.after(after, spelling);
        int most = Math.min(limit, MOST);
        return sessions.read(call, listing.sql(), statement -> {
            listing.bind(new Parameters(statement)).add(from).add(most);
            return read(statement, listing, most, isLive);
        });
    }

    private Page<R> read(PreparedStatement statement, Listing<R> listing, int most, Predicate<R> isLive)
            throws SQLException {
        List<R> records = new ArrayList<>();
        Optional<Cursor> next = Optional.empty();
        try (ResultSet row = statement.executeQuery()) {
            for (int read = 1; row.next(); read++) {
                R record = rows.record(row, 2);
                if (isLive.test(record) && listing.isMeant(record)) {
                    records.add(record);
                }
                next = read == most ? Optional.of(listing.cursor(row.getBytes(1))) : Optional.empty();
            }
        }
        return new Page<>(records, next);
    }
}
