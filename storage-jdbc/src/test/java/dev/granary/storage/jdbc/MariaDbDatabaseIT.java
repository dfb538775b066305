package dev.granary.storage.jdbc;

import dev.granary.storage.jdbc.server.Served;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbDatabaseIT implements CostRules, FaultRules, SchemaRules, PurgeRules, PlanRules {

    @RegisterExtension
    static final Served DATABASE = Served.byMariaDb();

    @Override
    public String freshDatabase() {
        return DATABASE.freshDatabase();
    }

    @Override
    public Optional<String> unreachable() {
        return Optional.of("jdbc:mariadb://127.0.0.1:1/granary");
    }

    @Override
    public Instant createdAt(ResultSet row) throws SQLException {
        return row.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    @Override
    public String[] fill(String prefix) {
        return new String[] {
            "insert into granary_grants (namespace, key_hash, key_text, revision, write_count, retain_until, purge_at,"
                    + " subject_hash, client_hash, session_hash, body)"
                    + " select namespace, unhex(concat('" + prefix
                    + "', left(sha2(seq, 256), 36))), concat('key ', seq),"
                    + " lpad(seq, 22, 'A'), 1, retain_until + seq, purge_at + seq,"
                    + " unhex(left(sha2(seq % 1000, 256), 16)),"
                    + " unhex(left(sha2(seq % 10, 256), 16)),"
                    + " unhex(left(sha2(concat('s', seq), 256), 16)), body"
                    + " from granary_grants, seq_1_to_" + ROWS + "",
            "analyze table granary_grants"
        };
    }

    @Override
    public List<String> explain(String sql) {
        return List.of("explain " + sql);
    }

    @Override
    public boolean isFullScan(String line) {
        // An insert has a line without rows.
        return (line.contains(" type=ALL ") || line.contains(" type=index ")) && !line.contains(" rows=null ");
    }

    @Override
    public boolean isSort(String line) {
        return line.contains("filesort");
    }

    @Override
    public boolean uses(String index, String line) {
        return line.contains(" key=" + index + " ");
    }
}
