package dev.granary.storage.jdbc;

import dev.granary.record.StorageUnavailableException;
import dev.granary.spi.RecordKinds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The tables: brings them up to date, and refuses those that this release cannot work with. The tables themselves say
 * their version, so that scripts applied by hand are as good as those that Flyway applied.
 */
final class Schema {

    private static final Call CALL = Call.of("open", "schema");
    private static final String INSTALLED = "select major, minor from granary_schema order by major desc, minor desc";
    private static final String HISTORY = "granary_schema_history";
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_NANOS = 200_000_000;

    private final Sessions sessions;

    Schema(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Applies the scripts that are missing. Safe when several nodes start at once. */
    void migrate(Consumer<FluentConfiguration> connect) {
        Optional<Version> installed = installed();
        installed.ifPresent(Schema::requireOurMajor);
        if (installed.filter(Version::hasAllOfOurs).isPresent()) {
            return;
        }
        FluentConfiguration flyway = Flyway.configure(Schema.class.getClassLoader())
                .table(HISTORY)
                .locations("classpath:dev/granary/storage/jdbc/"
                        + sessions.vendor().id())
                // The schema may be the host's and hold its tables, or ours from scripts applied by hand.
                .baselineOnMigrate(true)
                .baselineVersion(installed.map(Version::toString).orElse("0"));
        connect.accept(flyway);
        applyScripts(flyway.load());
    }

    /** Where nothing locks the making of the history itself, one of several nodes makes it and the others fail. */
    private void applyScripts(Flyway flyway) {
        Optional<FlywayException> first = Optional.empty();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException e) {
                if (installed().filter(Version::hasAllOfOurs).isPresent()) {
                    return;
                }
                first = first.or(() -> Optional.of(e));
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        throw first.map(this::failed).orElseThrow();
    }

    /** Refuses a schema that is missing, of another major version, or lacks a table or a column. */
    void verify() {
        Version version = installed().orElseThrow(() -> CALL.unavailable(Failure.NO_SCHEMA.remedy()));
        requireOurMajor(version);
        if (!version.hasAllOfOurs()) {
            throw CALL.unavailable("the schema has version " + version + " and this release needs " + Version.OURS
                    + "; turn schema.migrate on or apply the scripts");
        }
        RecordKinds.all()
                .forEach(kind -> probe(new Table(kind, sessions.vendor().dialect())));
    }

    private void probe(Table table) {
        sessions.read(Call.of("open", table.name()), table.probe(), statement -> {
            new Parameters(statement).add(new byte[0]);
            try (ResultSet none = statement.executeQuery()) {
                return none.next();
            }
        });
    }

    private Optional<Version> installed() {
        return sessions.readIfThere(CALL, INSTALLED, statement -> {
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new Version(row.getInt("major"), row.getInt("minor")) : Version.NONE;
            }
        });
    }

    private static void requireOurMajor(Version version) {
        if (!version.isOfOurMajor()) {
            throw CALL.unavailable("the schema has version " + version + ", and this release works with "
                    + Version.OURS.major() + ".x only; run the release that fits, or move the data");
        }
    }

    private StorageUnavailableException failed(FlywayException error) {
        String remedy = "the scripts could not be applied; look at Flyway's log and at the rights to create tables";
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                Failure failure = sessions.vendor().failureOf(sql);
                return failure == Failure.REFUSED ? CALL.unavailable(remedy, sql) : CALL.unavailable(failure, sql);
            }
        }
        return CALL.unavailable(remedy);
    }
}
