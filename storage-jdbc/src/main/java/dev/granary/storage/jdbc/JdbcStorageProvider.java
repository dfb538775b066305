package dev.granary.storage.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.granary.record.StorageUnavailableException;
import dev.granary.spi.PoolUse;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageProvider;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.StorageSettingsException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens {@link JdbcStorage}s by JDBC URLs of H2, PostgreSQL and MariaDB, each with a pool of its own. The options are
 * {@code user} and {@code password}, {@code pool.size} (10), {@code pool.wait-ms} (5000), {@code statement.timeout-ms}
 * (10000) and {@code schema.migrate} (true).
 */
public final class JdbcStorageProvider implements StorageProvider {

    /** For the service loader. */
    public JdbcStorageProvider() {}

    @Override
    public String id() {
        return JdbcStorage.ID;
    }

    @Override
    public String exampleUrl() {
        return "jdbc:h2:file:./granary, jdbc:postgresql://localhost/granary, jdbc:mariadb://localhost/granary";
    }

    @Override
    public boolean accepts(String url) {
        return Vendor.of(url).isPresent();
    }

    @Override
    public Storage open(StorageSettings settings) {
        Options options = new Options(settings.options());
        PoolSettings pool = options.read(settings.url());
        if (!options.faults().isEmpty()) {
            throw new StorageSettingsException(options.faults());
        }
        Vendor vendor = Vendor.of(settings.url()).orElseThrow();
        HikariDataSource source = pooled(pool, vendor);
        boolean opened = false;
        try {
            Storage storage = JdbcStorage.builder(source, settings.clock())
                    .migrating(pool.migrating())
                    .connectingFlyway(pool::connect)
                    .closing(source::close)
                    .pool(() -> use(source))
                    .open();
            opened = true;
            return storage;
        } finally {
            if (!opened) {
                source.close();
            }
        }
    }

    private static HikariDataSource pooled(PoolSettings settings, Vendor vendor) {
        try {
            return new HikariDataSource(settings.hikari(vendor));
        } catch (HikariPool.PoolInitializationException e) {
            throw unreachable(vendor, e.getCause());
        }
    }

    private static Optional<PoolUse> use(HikariDataSource source) {
        return Optional.ofNullable(source.getHikariPoolMXBean())
                .map(pool -> new PoolUse(
                        pool.getActiveConnections(),
                        pool.getIdleConnections(),
                        pool.getThreadsAwaitingConnection(),
                        source.getMaximumPoolSize()));
    }

    private static StorageUnavailableException unreachable(Vendor vendor, @Nullable Throwable cause) {
        Call call = Call.of("open", "database");
        if (!(cause instanceof SQLException error)) {
            return call.unavailable(Failure.NO_CONNECTION.remedy());
        }
        Failure failure = vendor.failureOf(error);
        boolean tells = failure == Failure.DENIED || failure == Failure.IN_USE;
        return call.unavailable(tells ? failure : Failure.NO_CONNECTION, error);
    }
}
