package dev.granary.storage.jdbc;

import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.StorageException;
import dev.granary.record.StoredRecord;
import dev.granary.spi.Capability;
import dev.granary.spi.Health;
import dev.granary.spi.PoolUse;
import dev.granary.spi.RecordKinds;
import dev.granary.spi.Stats;
import dev.granary.spi.Storage;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * A storage that keeps records in an SQL database, one table for each kind. Every write is a transaction of its own.
 */
public final class JdbcStorage implements Storage {

    static final String ID = "jdbc";

    private static final Call OPEN = Call.of("open", "database");
    private static final String OTHER = "the database is neither H2 nor PostgreSQL nor MariaDB; use one of them";
    private static final String MYSQL = "the database is MySQL, which has neither the collation utf8mb4_nopad_bin nor"
            + " time-outs for writes; use MariaDB, and leave useMysqlMetadata off";

    private final Sessions sessions;
    private final InstantSource clock;
    private final Runnable closing;
    private final Supplier<Optional<PoolUse>> pool;
    private final Set<Capability> capabilities;
    private final Map<String, Table> tables = new ConcurrentHashMap<>();

    private JdbcStorage(Builder builder, Sessions sessions) {
        this.sessions = sessions;
        this.clock = builder.clock;
        this.closing = builder.closing;
        this.pool = builder.pool;
        this.capabilities = capabilitiesOf(sessions);
        RecordKinds.all().forEach(this::table);
    }

    /**
     * Starts a storage on a host's connections. The host keeps the pool and closes it. Its connections must commit by
     * themselves: one that belongs to a transaction of the host is refused.
     */
    public static Builder builder(DataSource source, InstantSource clock) {
        return new Builder(source, clock);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> store(
            Namespace namespace, RecordKind<K, R> kind) {
        sessions.requireOpen(Call.of("store", kind.name()));
        return new JdbcRecordStore<>(kind, table(kind), sessions, clock, new Spelling(namespace));
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public Health health() {
        // A write that hits no row: a standby refuses it as it would refuse any other.
        String sql = "delete from granary_marks where key_hash = ?";
        try {
            sessions.write(Call.of("health", "marks"), sql, statement -> {
                new Parameters(statement).add(new byte[0]);
                return statement.executeUpdate();
            });
            return new Health(true, "jdbc: " + sessions.vendor().id() + " answers");
        } catch (StorageException e) {
            return new Health(false, e.fault().describe());
        }
    }

    /** Counts by reading every table's index from end to end, which takes its time on large tables. */
    @Override
    public Stats stats() {
        Map<String, Long> records = new HashMap<>();
        tables.forEach((kind, table) -> records.put(kind, count(kind, table)));
        return new Stats(records);
    }

    /** A pool of the host's is the host's to watch. */
    @Override
    public Optional<PoolUse> pool() {
        return pool.get();
    }

    @Override
    public void close() {
        if (sessions.close()) {
            closing.run();
        }
    }

    private Table table(RecordKind<?, ?> kind) {
        return tables.computeIfAbsent(
                kind.name(), name -> new Table(kind, sessions.vendor().dialect()));
    }

    private long count(String kind, Table table) {
        return sessions.read(Call.of("stats", kind), table.count(), statement -> {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private static Set<Capability> capabilitiesOf(Sessions sessions) {
        boolean durable = sessions.read(OPEN, sessions.vendor().dialect().durable(), statement -> {
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        });
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        if (durable) {
            capabilities.add(Capability.DURABLE);
        }
        if (sessions.vendor() != Vendor.H2) {
            capabilities.add(Capability.SHARED);
        }
        return Set.copyOf(capabilities);
    }

    /** Collects what a storage is opened with. Not safe for threads. */
    public static final class Builder {

        private final DataSource source;
        private final InstantSource clock;
        private boolean migrating = true;
        private Consumer<FluentConfiguration> connect;
        private Runnable closing = () -> {};
        private Supplier<Optional<PoolUse>> pool = Optional::empty;

        private Builder(DataSource source, InstantSource clock) {
            this.source = source;
            this.clock = clock;
            this.connect = flyway -> flyway.dataSource(source);
        }

        /** Whether Flyway brings the tables up to date; it does unless this is turned off. */
        public Builder migrating(boolean on) {
            this.migrating = on;
            return this;
        }

        Builder connectingFlyway(Consumer<FluentConfiguration> by) {
            this.connect = by;
            return this;
        }

        Builder pool(Supplier<Optional<PoolUse>> use) {
            this.pool = use;
            return this;
        }

        Builder closing(Runnable last) {
            this.closing = last;
            return this;
        }

        /**
         * Opens the storage.
         *
         * @throws dev.granary.record.StorageUnavailableException if no connection is to be had, the database is of
         *     another sort, or its tables are missing and may not be made, or are of another major version
         */
        public JdbcStorage open() {
            Sessions sessions = new Sessions(source, vendor());
            Schema schema = new Schema(sessions);
            if (migrating) {
                schema.migrate(connect);
            }
            schema.verify();
            return new JdbcStorage(this, sessions);
        }

        private Vendor vendor() {
            try (Connection connection = source.getConnection()) {
                DatabaseMetaData database = connection.getMetaData();
                String product = database.getDatabaseProductName();
                Optional<Vendor> vendor = Vendor.of(database);
                return vendor.orElseThrow(() -> OPEN.unavailable(product.equals("MySQL") ? MYSQL : OTHER));
            } catch (SQLException e) {
                throw OPEN.unavailable(Failure.NO_CONNECTION, e);
            }
        }
    }
}
