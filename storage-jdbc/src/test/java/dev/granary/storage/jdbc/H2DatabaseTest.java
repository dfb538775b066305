package dev.granary.storage.jdbc;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

class H2DatabaseTest implements CostRules, FaultRules, SchemaRules, PurgeRules, PlanRules {

    @TempDir
    static Path folder;

    @Override
    public String freshDatabase() {
        return "jdbc:h2:file:" + folder.resolve(UUID.randomUUID().toString());
    }

    @Override
    public Optional<String> unreachable() {
        return Optional.empty();
    }

    @Override
    public Instant createdAt(ResultSet row) throws SQLException {
        return row.getObject("created_at", OffsetDateTime.class).toInstant();
    }

    @Override
    public String roomyDatabase() {
        return "jdbc:h2:mem:" + UUID.randomUUID();
    }

    @Override
    public String[] fill(String prefix) {
        return new String[] {
            "insert into granary_grants (namespace, key_hash, key_text, revision, write_count, retain_until, purge_at,"
                    + " subject_hash, client_hash, session_hash, body)"
                    + " select namespace, x'" + prefix
                    + "' || substring(hash('SHA-256', cast(x as varchar)) from 1 for 18),"
                    + " 'key ' || x, lpad(cast(x as varchar), 22, 'A'), 1, retain_until + x, purge_at + x,"
                    + " substring(hash('SHA-256', cast(mod(x, 1000) as varchar)) from 1 for 8),"
                    + " substring(hash('SHA-256', cast(mod(x, 10) as varchar)) from 1 for 8),"
                    + " substring(hash('SHA-256', 's' || x) from 1 for 8), body"
                    + " from granary_grants, system_range(1, " + ROWS + ")",
            "analyze"
        };
    }

    @Override
    public List<String> explain(String sql) {
        return List.of("explain " + sql);
    }

    @Override
    public boolean isFullScan(String line) {
        // An index that is named without a condition on its columns is read as a whole, too.
        return line.contains("tableScan") || line.matches("(?s).*/\\* PUBLIC\\.[A-Z0-9_]+ \\*/.*");
    }

    @Override
    public int purgedAtOnce() {
        return 2;
    }

    @Override
    public boolean isSort(String line) {
        return line.contains("ORDER BY") && !line.contains("index sorted");
    }
}
