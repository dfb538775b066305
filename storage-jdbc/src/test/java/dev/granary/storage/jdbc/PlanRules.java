package dev.granary.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.Change;
import dev.granary.record.Cursor;
import dev.granary.record.IndexValue;
import dev.granary.record.Namespace;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.storage.jdbc.server.DatabaseServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** COST: no statement reads a large table, or one of its indexes, from end to end, or sorts what it reads. */
interface PlanRules extends Database {

    int ROWS = 100_000;

    /** Fewer than any subject has: a plan that fetches all there is may well sort it. */
    int LIMIT = 10;

    @Test
    default void noStatementScansOrSortsALargeTable() throws Exception {
        String url = roomyDatabase();
        AtomicReference<Instant> time = new AtomicReference<>(Grants.START);
        try (WatchedSource source = new WatchedSource(url);
                JdbcStorage storage =
                        JdbcStorage.builder(source.watched(), time::get).open();
                Connection connection = DriverManager.getConnection(explainingUrl(url))) {
            RecordStore<GrantId, Grant> store = Database.grants(storage);
            store.insert(Grants.fresh());
            DatabaseServer.execute(url, fill(prefix()));
            source.takeSent();
            useEverything(store, time);
            Set<String> statements = new TreeSet<>(source.takeSent());
            statements.remove("commit");
            assertThat(statements).as("different statements").hasSizeGreaterThanOrEqualTo(12);
            for (String sql : statements) {
                for (String explain : explain(sql)) {
                    List<String> plan = plan(connection, explain, source, sql);
                    assertThat(plan)
                            .as(sql)
                            .isNotEmpty()
                            .noneMatch(this::isFullScan)
                            .noneMatch(this::isSort);
                    indexFor(sql)
                            .ifPresent(index ->
                                    assertThat(plan).as("%s by %s", sql, index).anyMatch(line -> uses(index, line)));
                }
            }
        }
    }

    /** The URL of an empty database that takes many rows quickly. */
    default String roomyDatabase() {
        return freshDatabase();
    }

    /** The URL by which the same database explains statements. */
    default String explainingUrl(String url) {
        return url;
    }

    /**
     * Statements that make {@link #ROWS} copies of the one row in the table of grants and tell the planner.
     *
     * @param prefix how the namespace's key hashes begin, in hex
     */
    String[] fill(String prefix);

    /** The statements that explain this one, with the same parameters or with none. */
    List<String> explain(String sql);

    /** Whether a line of a plan reads something from end to end. */
    boolean isFullScan(String line);

    /** Whether a line of a plan reads rows in another order than asked for, so that a limit bounds no work. */
    boolean isSort(String line);

    /** Whether a line of a plan says that this index is used. */
    default boolean uses(String index, String line) {
        return line.toLowerCase(Locale.ROOT).contains(index);
    }

    /** A range of the primary key may be the whole table, so what goes by another index has to use it. */
    private static Optional<String> indexFor(String sql) {
        if (sql.contains(" where namespace = ")) {
            return Optional.of("granary_grants_purge");
        }
        Matcher listed = Pattern.compile(" where (?!key_)([a-z_]+)_hash = ").matcher(sql);
        return listed.find() ? Optional.of("granary_grants_" + listed.group(1)) : Optional.empty();
    }

    private static String prefix() {
        byte[] first = new Spelling(Namespace.DEFAULT).first();
        return HexFormat.of().formatHex(Arrays.copyOf(first, 10));
    }

    private static void useEverything(RecordStore<GrantId, Grant> store, AtomicReference<Instant> time) {
        Grant grant = Grants.fresh();
        Grant next = Grants.next(grant);
        store.insert(grant);
        store.find(grant.id());
        store.findAll(List.of(grant.id(), Grants.fresh().id(), Grants.fresh().id()));
        store.replaceAll(List.of(new Change<>(next, grant.revision())));
        store.remove(grant.id(), next.revision());
        Grant over = Grants.next(Grants.fresh(), Grants.START.minusSeconds(1));
        store.insert(over);
        store.insert(Grants.next(over, Grants.START.plusSeconds(1)));
        Selection<Grant> all = Selection.all();
        store.page(all, store.page(all, Cursor.START, 1).next().orElseThrow(), LIMIT);
        store.page(Selection.by(Grant.BY_SUBJECT, IndexValue.of("s")), Cursor.START, LIMIT);
        store.page(Selection.by(Grant.BY_CLIENT, IndexValue.of("c")), Cursor.START, LIMIT);
        store.page(Selection.by(Grant.BY_SESSION, IndexValue.of("s")), Cursor.START, LIMIT);
        Grant extended = Grants.next(Grants.fresh(), Grants.START.plusSeconds(1));
        store.insert(extended);
        store.replace(Grants.next(extended, Grants.START.plusSeconds(9)), extended.revision());
        // All rows are due, so that it would be cheaper to read and sort them all if there were no limit.
        time.set(Grants.START.plus(Duration.ofDays(400)));
        store.purge(time.get(), LIMIT);
    }

    private static List<String> plan(Connection connection, String explain, WatchedSource source, String sql)
            throws SQLException, ReflectiveOperationException {
        try (PreparedStatement statement = connection.prepareStatement(explain)) {
            if (explain.contains("?")) {
                source.bindAsBefore(sql, statement);
            }
            List<String> lines = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    lines.add(line(row));
                }
            }
            return lines;
        }
    }

    private static String line(ResultSet row) throws SQLException {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            line.append(row.getMetaData().getColumnLabel(i)).append('=');
            line.append(row.getString(i)).append(' ');
        }
        return line.toString();
    }
}
