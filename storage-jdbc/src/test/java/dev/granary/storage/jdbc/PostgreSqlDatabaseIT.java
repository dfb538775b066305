package dev.granary.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.grant.Grant;
import dev.granary.record.Written;
import dev.granary.spi.Storage;
import dev.granary.storage.jdbc.server.Served;
import dev.granary.user.Subject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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

    /** What docs/operator/jdbc.md says about looking a subject up. */
    @Test
    void aStrangerFindsGrantsByTheHashOfTheirSubject() throws SQLException {
        String url = freshDatabase();
        try (Storage storage = open(url)) {
            Grant grant = Grants.fresh(new Subject("alice"), Grants.CLIENT);
            Database.grants(storage).insert(grant);
            Database.grants(storage).insert(Grants.fresh());
            String sql = "select key_text from granary_grants where subject_hash = substring(sha256("
                    + "'\\x00000007'::bytea || 'default'::bytea"
                    + " || int4send(octet_length('alice')) || convert_to('alice', 'UTF8')) from 1 for 8)";
            try (Connection connection = DriverManager.getConnection(url);
                    ResultSet row = connection.createStatement().executeQuery(sql)) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(grant.id().value());
                assertThat(row.next()).isFalse();
            }
        }
    }

    /** Where the isolation level is stricter, a transaction fails that would have waited. */
    @Test
    void oneOfManyWinsAtSerializableToo() throws Exception {
        String url = freshDatabase() + "&options=-c%20default_transaction_isolation=serializable";
        try (Storage storage = open(url)) {
            var store = Database.grants(storage);
            for (int round = 0; round < 100; round++) {
                Grant grant = Grants.fresh();
                store.insert(grant);
                List<CompletableFuture<Boolean>> racers = IntStream.range(0, 4)
                        .mapToObj(racer ->
                                CompletableFuture.supplyAsync(() -> store.replace(Grants.next(grant), grant.revision())
                                        .equals(new Written<>())))
                        .toList();
                assertThat(racers.stream().map(CompletableFuture::join)).containsOnlyOnce(true);
            }
        }
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
                    + " subject_hash, client_hash, session_hash, body)"
                    + " select namespace, decode('" + prefix
                    + "', 'hex') || substring(sha256(x::text::bytea) from 1 for 18),"
                    + " 'key ' || x, lpad(x::text, 22, 'A'), 1, retain_until + x, purge_at + x,"
                    + " substring(sha256((x % 1000)::text::bytea) from 1 for 8),"
                    + " substring(sha256((x % 10)::text::bytea) from 1 for 8),"
                    + " substring(sha256(('s' || x)::bytea) from 1 for 8), body"
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

    @Override
    public boolean isSort(String line) {
        return line.contains("Sort");
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
