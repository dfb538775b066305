package dev.granary.storage.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** In what the databases differ. There is one instance of each. */
final class Vendor {

    static final Vendor H2 = new Vendor(
            "h2",
            new Dialect(
                    "?",
                    "",
                    "select case when database_path() is null or setting_value <> '0' then 0 else 1 end"
                            + " from information_schema.settings where setting_name = 'WRITE_DELAY'",
                    "namespace, purge_at",
                    // The longer one runs, the longer the slowest of others take; docs/benchmarks.md measures it.
                    2,
                    "set query_timeout %d"),
            Map.ofEntries(
                    Map.entry("23505", Failure.TAKEN),
                    Map.entry("40001", Failure.CONTENDED),
                    Map.entry("HYT00", Failure.TIMED_OUT),
                    Map.entry("90131", Failure.CONTENDED),
                    Map.entry("57014", Failure.TIMED_OUT),
                    Map.entry("90097", Failure.READ_ONLY),
                    Map.entry("90020", Failure.IN_USE),
                    Map.entry("28000", Failure.DENIED),
                    Map.entry("90096", Failure.DENIED),
                    Map.entry("42S02", Failure.NO_SCHEMA),
                    Map.entry("42S03", Failure.NO_SCHEMA),
                    Map.entry("42S04", Failure.NO_SCHEMA),
                    Map.entry("42S22", Failure.NO_SCHEMA),
                    // An I/O error, a closed or a broken database: what was written last may be there or not.
                    Map.entry("90007", Failure.LOST),
                    Map.entry("90028", Failure.LOST),
                    Map.entry("90030", Failure.LOST),
                    Map.entry("90031", Failure.LOST),
                    Map.entry("90067", Failure.LOST),
                    Map.entry("90098", Failure.LOST),
                    Map.entry("90121", Failure.LOST),
                    Map.entry("HY000", Failure.LOST)));

    static final Vendor POSTGRESQL = new Vendor(
            "postgresql",
            new Dialect(
                    "cast(? as json)",
                    " on conflict (key_hash) do nothing",
                    "select case when current_setting('fsync') = 'on'"
                            + " and current_setting('synchronous_commit') <> 'off' then 1 else 0 end",
                    "purge_at",
                    Chunks.MOST,
                    "set statement_timeout = %d"),
            Map.ofEntries(
                    Map.entry("23505", Failure.TAKEN),
                    Map.entry("40001", Failure.CONTENDED),
                    Map.entry("40P01", Failure.CONTENDED),
                    Map.entry("55P03", Failure.TIMED_OUT),
                    Map.entry("57014", Failure.TIMED_OUT),
                    Map.entry("25006", Failure.READ_ONLY),
                    Map.entry("53100", Failure.FULL),
                    Map.entry("28000", Failure.DENIED),
                    Map.entry("28P01", Failure.DENIED),
                    Map.entry("42501", Failure.DENIED),
                    Map.entry("42P01", Failure.NO_SCHEMA),
                    Map.entry("42703", Failure.NO_SCHEMA),
                    Map.entry("57P01", Failure.LOST),
                    Map.entry("57P02", Failure.LOST),
                    Map.entry("57P03", Failure.LOST),
                    Map.entry("57P05", Failure.LOST)));

    static final Vendor MARIADB = new Vendor(
            "mariadb",
            new Dialect(
                    "?",
                    "",
                    "select case when @@innodb_flush_log_at_trx_commit = 1 then 1 else 0 end",
                    "purge_at",
                    Chunks.MOST,
                    // In a comment that MySQL skips, so that it lives to be told what it is.
                    "set @granary = 1 /*M!, max_statement_time = %d / 1000 */"),
            Map.ofEntries(
                    Map.entry("1062", Failure.TAKEN),
                    Map.entry("1020", Failure.CONTENDED),
                    Map.entry("1205", Failure.TIMED_OUT),
                    Map.entry("1213", Failure.CONTENDED),
                    Map.entry("1317", Failure.TIMED_OUT),
                    Map.entry("1969", Failure.TIMED_OUT),
                    Map.entry("1290", Failure.READ_ONLY),
                    Map.entry("1792", Failure.READ_ONLY),
                    Map.entry("1836", Failure.READ_ONLY),
                    Map.entry("1021", Failure.FULL),
                    Map.entry("1114", Failure.FULL),
                    Map.entry("1044", Failure.DENIED),
                    Map.entry("1045", Failure.DENIED),
                    Map.entry("1142", Failure.DENIED),
                    Map.entry("1054", Failure.NO_SCHEMA),
                    Map.entry("1146", Failure.NO_SCHEMA),
                    Map.entry("1180", Failure.LOST),
                    Map.entry("1927", Failure.LOST)));

    private static final List<Vendor> ALL = List.of(H2, POSTGRESQL, MARIADB);

    private final String id;
    private final Dialect dialect;
    private final Map<String, Failure> failures;

    private Vendor(String id, Dialect dialect, Map<String, Failure> failures) {
        this.id = id;
        this.dialect = dialect;
        this.failures = failures;
    }

    /** The vendor of a connection, by the name that its driver gives. */
    static Optional<Vendor> of(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName().toLowerCase(Locale.ROOT);
        return ALL.stream().filter(vendor -> vendor.id.equals(product)).findFirst();
    }

    /** The vendor of a JDBC URL, by its sub-protocol. */
    static Optional<Vendor> of(String url) {
        return ALL.stream()
                .filter(vendor -> url.startsWith("jdbc:" + vendor.id + ":"))
                .findFirst();
    }

    /** As in {@code jdbc:<id>:}; also the folder of its scripts. */
    String id() {
        return id;
    }

    Dialect dialect() {
        return dialect;
    }

    /**
     * What an error means. Whatever is not known to come from a server that refused the statement counts as a lost
     * connection: then nothing is known of a write.
     */
    Failure failureOf(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        Failure byCode = failures.get(Integer.toString(error.getErrorCode()));
        Failure known = byCode == null ? failures.get(state) : byCode;
        if (known != null) {
            return known;
        }
        boolean lost = state.equals("null")
                || state.equals("40003")
                || state.startsWith("08")
                || error instanceof SQLNonTransientConnectionException
                || error instanceof SQLRecoverableException;
        return lost ? Failure.LOST : Failure.REFUSED;
    }
}
