package dev.granary.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.Change;
import dev.granary.record.Cursor;
import dev.granary.record.Index;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.StorageUnavailableException;
import dev.granary.record.Written;
import dev.granary.spi.RecordKinds;
import dev.granary.spi.Storage;
import dev.granary.storage.jdbc.server.DatabaseServer;
import dev.granary.tck.Specimen;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What the tables are, and how they come to be. */
interface SchemaRules extends Database {

    @Test
    default void thereIsATableForEachKindAndNoOther() throws SQLException {
        String url = freshDatabase();
        open(url).close();
        Set<String> expected = new TreeSet<>(Set.of("granary_schema", "granary_schema_history"));
        kinds().forEach(kind -> expected.add("granary_" + kind.name()));
        assertThat(tables(url, "TABLE", "BASE TABLE")).isEqualTo(expected);
        assertThat(tables(url, "VIEW"))
                .isEqualTo(Set.of("granary_live_grants", "granary_client_list", "granary_registrations"));
    }

    @Test
    default void eachTableHasTheColumnsOfItsKind() throws SQLException {
        String url = freshDatabase();
        open(url).close();
        for (RecordKind<?, ?> kind : kinds().toList()) {
            List<String> expected = new ArrayList<>(List.of(
                    "namespace", "key_hash", "key_text", "revision", "write_count", "retain_until", "purge_at"));
            for (Index<?> index : kind.indexes()) {
                expected.add(index.name() + "_hash");
            }
            expected.add("body");
            assertThat(columns(url, "granary_" + kind.name()).keySet())
                    .as(kind.name())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    default void everyColumnSaysWhatItIs() throws SQLException {
        String url = freshDatabase();
        open(url).close();
        for (RecordKind<?, ?> kind : kinds().toList()) {
            assertThat(columns(url, "granary_" + kind.name()))
                    .as(kind.name())
                    .allSatisfy(
                            (column, comment) -> assertThat(comment).as(column).isNotBlank());
        }
    }

    @Test
    default void manyNodesMayStartAtOnce() {
        String url = freshDatabase();
        List<CompletableFuture<Storage>> nodes = IntStream.range(0, 6)
                .mapToObj(node -> CompletableFuture.supplyAsync(() -> open(url, Map.of("pool.size", "2"))))
                .toList();
        for (CompletableFuture<Storage> node : nodes) {
            Storage storage = node.join();
            assertThat(Database.grants(storage).insert(Grants.fresh())).isEqualTo(new Written<>());
            storage.close();
        }
    }

    @Test
    default void withoutMigratingTheTablesMustBeThere() throws IOException {
        String url = freshDatabase();
        Map<String, String> off = Map.of("schema.migrate", "false");
        assertThatThrownBy(() -> open(url, off))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("apply the scripts");
        DatabaseServer.execute(url, script(url).split(";\n"));
        open(url, off).close();
        open(url).close();
    }

    @Test
    default void aNodeGoesOnWhileANewerMinorIsInstalledAndStartsBesideIt() {
        String url = freshDatabase();
        try (Storage running = open(url)) {
            Grant grant = Grants.fresh();
            Database.grants(running).insert(grant);
            Database.grants(running).find(grant.id());
            installNewerMinor(url);
            Grant next = assertWorks(running, grant);
            for (String migrate : List.of("true", "false")) {
                try (Storage started = open(url, Map.of("schema.migrate", migrate))) {
                    next = assertWorks(started, next);
                }
            }
            assertThat(Database.grants(running).find(grant.id())).contains(next);
        }
    }

    @Test
    default void anotherMajorIsRefused() {
        String url = freshDatabase();
        open(url).close();
        DatabaseServer.execute(url, "insert into granary_schema (major, minor) values (2, 0)");
        for (String migrate : List.of("true", "false")) {
            assertThatThrownBy(() -> open(url, Map.of("schema.migrate", migrate)))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("version 2.0")
                    .hasMessageContaining("1.x");
        }
    }

    @Test
    default void aLostColumnIsFoundAtTheStart() {
        String url = freshDatabase();
        open(url).close();
        DatabaseServer.execute(url, "alter table granary_leases drop column key_text");
        assertThatThrownBy(() -> open(url))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("granary_leases");
    }

    @Test
    default void theHostsTablesAndItsFlywayAreLeftAlone() throws SQLException {
        String url = freshDatabase();
        DatabaseServer.execute(
                url,
                "create table flyway_schema_history (installed_rank integer primary key)",
                "create table orders (id integer primary key)");
        open(url).close();
        assertThat(columns(url, "flyway_schema_history")).hasSize(1);
    }

    @Test
    default void peopleReadLiveGrantsInAView() throws SQLException {
        String url = freshDatabase();
        try (Storage storage = open(url)) {
            Grant live = Grants.fresh();
            Grant revoked = Grants.fresh();
            Database.grants(storage).insert(live);
            Database.grants(storage).insert(Grants.revoked(revoked));
            String view = "select * from granary_live_grants";
            try (Connection connection = DriverManager.getConnection(url);
                    ResultSet row = connection.createStatement().executeQuery(view)) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString("grant_id")).isEqualTo(live.id().value());
                assertThat(row.getString("subject")).isEqualTo(Grants.SUBJECT.value());
                assertThat(row.getString("client")).isEqualTo(Grants.CLIENT.value());
                assertThat(createdAt(row)).isEqualTo(live.createdAt());
                assertThat(row.next()).isFalse();
            }
            assertThatThrownBy(() -> DatabaseServer.execute(url, "delete from granary_live_grants"))
                    .hasCauseInstanceOf(SQLException.class);
        }
    }

    @Test
    default void peopleReadClientsAndRegistrationsInViews() {
        String url = freshDatabase();
        open(url).close();
        DatabaseServer.execute(url, "select * from granary_client_list", "select * from granary_registrations");
    }

    /** The view's column of this name, which is in UTC whatever the time zones of server and JVM. */
    Instant createdAt(ResultSet row) throws SQLException;

    /** As a later release does it: by Flyway, with the same history. */
    private static void installNewerMinor(String url) {
        String scripts = "classpath:dev/granary/storage/jdbc/";
        int applied = Flyway.configure()
                .dataSource(url, null, null)
                .table("granary_schema_history")
                .locations(scripts + Vendor.of(url).orElseThrow().id(), scripts + "newer")
                .load()
                .migrate()
                .migrationsExecuted;
        assertThat(applied).isEqualTo(1);
    }

    /** Each verb of the port, on an old row and a new one. Returns the old row as it is then. */
    private static Grant assertWorks(Storage storage, Grant old) {
        RecordStore<GrantId, Grant> store = Database.grants(storage);
        Grant next = Grants.next(old);
        Grant added = Grants.fresh();
        assertThat(store.find(old.id())).contains(old);
        assertThat(store.insert(added)).isEqualTo(new Written<>());
        assertThat(store.replaceAll(List.of(new Change<>(next, old.revision()))))
                .containsExactly(new Written<>());
        assertThat(store.page(Selection.all(), Cursor.START, 10).records()).contains(next, added);
        assertThat(store.remove(added.id(), added.revision())).isEqualTo(new Written<>());
        assertThat(store.purge(Grants.START, 10).removed()).isZero();
        return next;
    }

    private static Stream<RecordKind<?, ?>> kinds() {
        return Stream.concat(RecordKinds.all().stream(), Stream.of(Specimen.KIND));
    }

    private static String script(String url) throws IOException {
        String path = Vendor.of(url).orElseThrow().id() + "/V1_0__records.sql";
        try (InputStream script = Objects.requireNonNull(JdbcStorage.class.getResourceAsStream(path))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Set<String> tables(String url, String... types) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet row = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), connection.getSchema(), null, types)) {
            while (row.next()) {
                names.add(row.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    /** Comments by column. */
    private static Map<String, String> columns(String url, String table) throws SQLException {
        Map<String, String> comments = new TreeMap<>();
        boolean upper = url.startsWith("jdbc:h2:");

        String name = upper ? table.toUpperCase(Locale.ROOT) : table;
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet row = connection
                        .getMetaData()
                        .getColumns(connection.getCatalog(), connection.getSchema(), name, null)) {
            while (row.next()) {
                comments.put(
                        row.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
                        Objects.toString(row.getString("REMARKS"), ""));
            }
        }
        return comments;
    }
}
