package dev.granary.storage.jdbc;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;
import java.util.Optional;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * What a pool of our own is made with.
 *
 * @param url the JDBC URL
 * @param user the user, unless the URL names one
 * @param password the password, unless the URL names one
 * @param size the most connections
 * @param patience how long a call waits for a connection
 * @param statementTimeout after which the server gives a statement up
 * @param migrating whether Flyway brings the tables up to date
 */
record PoolSettings(
        String url,
        Optional<String> user,
        Optional<String> password,
        int size,
        Duration patience,
        Duration statementTimeout,
        boolean migrating) {

    private static final int IDLE = 2;
    private static final Duration GRACE = Duration.ofSeconds(5);

    HikariConfig hikari(Vendor vendor) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("granary");
        config.setJdbcUrl(url);
        config.setUsername(orNull(user));
        config.setPassword(orNull(password));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(IDLE, size));
        config.setConnectionTimeout(patience.toMillis());
        config.setValidationTimeout(Math.min(patience.toMillis(), GRACE.toMillis()));
        config.setConnectionInitSql(vendor.dialect().timeout().formatted(statementTimeout.toMillis()));
        config.setExceptionOverride(new BrokenConnections(vendor));
        if (vendor == Vendor.H2) {
            // Embedded connections do not age, and a database in memory ends with the last one.
            config.setMaxLifetime(0);
        } else {
            limitSilence(config, vendor);
        }
        return config;
    }

    /** For Flyway, which has no patience to lose: its statements have no timeout. */
    void connect(FluentConfiguration flyway) {
        flyway.dataSource(url, orNull(user), orNull(password));
    }

    /** A server that is silent for longer than its own timeout is gone. */
    private void limitSilence(HikariConfig config, Vendor vendor) {
        Duration silence = statementTimeout.plus(GRACE);
        boolean inSeconds = vendor == Vendor.POSTGRESQL;
        addUnlessNamed(config, "socketTimeout", inSeconds ? silence.toSeconds() : silence.toMillis());
        addUnlessNamed(config, "connectTimeout", inSeconds ? GRACE.toSeconds() : GRACE.toMillis());
    }

    private void addUnlessNamed(HikariConfig config, String property, long value) {
        if (!url.contains(property + "=")) {
            config.addDataSourceProperty(property, Long.toString(value));
        }
    }

    // Both libraries take null for "not set" and have no other word for it.
    private static @Nullable String orNull(Optional<String> text) {
        return text.orElse(null);
    }

    /** Neither URL nor password: both may be secret. */
    @Override
    public String toString() {
        return "PoolSettings[size " + size + ", patience " + patience + ", statementTimeout " + statementTimeout + "]";
    }
}
