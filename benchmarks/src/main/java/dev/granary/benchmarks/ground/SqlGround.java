package dev.granary.benchmarks.ground;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.granary.authorization.PendingAuthorization;
import dev.granary.benchmarks.measure.Lane;
import dev.granary.benchmarks.measure.Step;
import dev.granary.benchmarks.work.Population;
import dev.granary.benchmarks.work.PortCalls;
import dev.granary.grant.Grant;
import dev.granary.record.Namespace;
import dev.granary.spi.Storage;
import dev.granary.storage.jdbc.JdbcStorage;
import dev.granary.upstream.UpstreamToken;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/** A database, with the storage and the raw statements on one pool. */
public final class SqlGround implements Ground {

    private static final int POOL = 10;

    private final Dialect dialect;
    private final HikariDataSource pool;
    private final Storage storage;

    SqlGround(Dialect dialect, String url) {
        this.dialect = dialect;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(POOL);
        this.pool = new HikariDataSource(config);
        this.storage = JdbcStorage.builder(pool, InstantSource.system()).open();
        dialect.hurry().forEach(this::execute);
    }

    @Override
    public Storage storage() {
        return storage;
    }

    @Override
    public Limit limit(Population population) {
        dialect.settled().forEach(this::execute);
        return new SqlLimit(
                pool,
                Map.of(
                        Grant.KIND.name(), statements(population, PortCalls::rotate),
                        PendingAuthorization.KIND.name(), statements(population, PortCalls::take),
                        UpstreamToken.KIND.name(), statements(population, PortCalls::findUpstream)));
    }

    @Override
    public List<String> sent(Sent step) {
        return statements(step).stream().map(Statement::text).toList();
    }

    @Override
    public long bytes() {
        dialect.settled().forEach(this::execute);
        return number(dialect.size());
    }

    /** Adds rows like those that are there, two of five of them over, and makes every commit durable again. */
    public void crowd(int rows) {
        execute(new Crowd(dialect, Instant.now()).insert(columns(), rows));
        dialect.settled().forEach(this::execute);
    }

    /** The connections. */
    public DataSource source() {
        return pool;
    }

    @Override
    public void close() {
        storage.close();
        pool.close();
    }

    private List<Statement> statements(Population population, Call call) {
        return statements(watched -> {
            PortCalls calls = new PortCalls(watched.in(Namespace.DEFAULT), population);
            return lane -> call.run(calls, lane);
        });
    }

    private List<Statement> statements(Sent step) {
        WatchedSource watched = new WatchedSource(pool);
        Storage storage = JdbcStorage.builder(watched.source(), InstantSource.system())
                .migrating(false)
                .open();
        try {
            Step once = step.on(storage);
            watched.sent();
            once.run(new Lane(0, 1));
            return watched.sent();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                java.sql.Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("select * from granary_grants where 1 = 0")) {
            for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
                columns.add(none.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
            }
            return columns;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = pool.getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long number(String sql) {
        try (Connection connection = pool.getConnection();
                java.sql.Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Call {

        Object run(PortCalls calls, Lane lane) throws Exception;
    }
}
