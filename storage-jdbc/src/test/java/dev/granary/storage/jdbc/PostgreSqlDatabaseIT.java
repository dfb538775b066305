package dev.granary.storage.jdbc;

import dev.granary.storage.jdbc.server.Served;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgreSqlDatabaseIT implements CostRules, FaultRules, SchemaRules, PurgeRules, PlanRules {

    @RegisterExtension
    static final Served DATABASE = Served.byPostgreSql();

    @Override
    public String freshDatabase() {
        return DATABASE.freshDatabase();
    }

    @Override
    public Optional<String> unreachable() {
        return Optional.of("jdbc:postgresql://127.0.0.1:1/granary");
    }

    @Override
    public Instant createdAt(ResultSet row) throws SQLException {
        return row.getObject("created_at", OffsetDateTime.class).toInstant();
    }

    /** Only the simple protocol takes a statement whose parameters are left open. */
    @Override
    public String explainingUrl(String url) {
        return url + "&preferQueryMode=simple";
    }

    @Override
    public String[] fill(String prefix) {
        return new String[] {
            "insert into granary_grants (namespace, key_hash, key_text, revision, write_count, retain_until, purge_at,"
                    + " subject_hash, subject_text, client_hash, client_text, session_hash, session_text, body)"
                    + " select namespace, decode('" + prefix
                    + "', 'hex') || substring(sha256(x::text::bytea) from 1 for 24),"
                    + " 'key ' || x, lpad(x::text, 22, 'A'), 1, retain_until + x, purge_at + x,"
                    + " substring(sha256((x % 1000)::text::bytea) from 1 for 16), subject_text,"
                    + " substring(sha256((x % 10)::text::bytea) from 1 for 16), client_text,"
                    + " substring(sha256(('s' || x)::bytea) from 1 for 16), session_text, body"
                    + " from granary_grants, generate_series(1, " + ROWS + ") as x",
            "analyze granary_grants"
        };
    }

    @Override
    public List<String> explain(String sql) {
        return List.of("explain " + sql, "explain (generic_plan) " + numbered(sql));
    }

    @Override
    public boolean isFullScan(String line) {
        return line.contains("Seq Scan");
    }

    /** After some executions the server plans without looking at the parameters. */
    private static String numbered(String sql) {
        String numbered = sql;
        for (int i = 1; numbered.contains("?"); i++) {
            numbered = numbered.replaceFirst("\\?", "\\$" + i);
        }
        return numbered;
    }
}
