package dev.granary.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.Purged;
import dev.granary.record.RecordStore;
import dev.granary.record.Written;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** RETAIN: what a purge does to rows that move. */
interface PurgeRules extends Database {

    @Test
    default void aRowThatIsExtendedBetweenLookAndDeleteStays() {
        AtomicReference<Instant> time = new AtomicReference<>(Grants.START);
        InstantSource clock = time::get;
        try (WatchedSource source = new WatchedSource(freshDatabase());
                JdbcStorage storage =
                        JdbcStorage.builder(source.watched(), clock).open()) {
            RecordStore<GrantId, Grant> store = Database.grants(storage);
            Grant grant = Grants.fresh();
            Instant end = grant.retainUntil();
            Grant extended = Grants.next(grant, end.plus(Duration.ofDays(1)));
            store.insert(grant);
            source.before(sql -> {
                if (sql.startsWith("delete")) {
                    source.before(other -> {});
                    // As a writer's clock may be: late by less than the skew.
                    time.set(Grants.START);
                    assertThat(store.replace(extended, grant.revision())).isEqualTo(new Written<>());
                    time.set(end);
                }
            });
            time.set(end);
            assertThat(store.purge(end, 10)).isEqualTo(new Purged(0, true));
            assertThat(store.find(grant.id())).contains(extended);
        }
    }

    @Test
    default void aRewriteLeavesThePurgeDateAndThePurgeMovesIt() throws SQLException {
        String url = freshDatabase();
        AtomicReference<Instant> time = new AtomicReference<>(Grants.START);
        try (WatchedSource source = new WatchedSource(url);
                JdbcStorage storage =
                        JdbcStorage.builder(source.watched(), time::get).open()) {
            RecordStore<GrantId, Grant> store = Database.grants(storage);
            Grant grant = Grants.fresh();
            Instant end = grant.retainUntil();
            Grant extended = Grants.next(grant, end.plus(Duration.ofDays(1)));
            store.insert(grant);
            store.replace(extended, grant.revision());
            assertThat(purgeAt(url)).isEqualTo(Spelling.micros(end));
            time.set(end);
            assertThat(store.purge(end, 10)).isEqualTo(new Purged(0, true));
            assertThat(purgeAt(url)).isEqualTo(Spelling.micros(extended.retainUntil()));
            time.set(extended.retainUntil());
            assertThat(store.purge(time.get(), 10)).isEqualTo(new Purged(1, true));
        }
    }

    @Test
    default void aRowThatEndsSoonerIsPurgedSooner() {
        AtomicReference<Instant> time = new AtomicReference<>(Grants.START);
        try (WatchedSource source = new WatchedSource(freshDatabase());
                JdbcStorage storage =
                        JdbcStorage.builder(source.watched(), time::get).open()) {
            RecordStore<GrantId, Grant> store = Database.grants(storage);
            Grant grant = Grants.fresh();
            Instant sooner = Grants.START.plusSeconds(60);
            store.insert(grant);
            store.replace(Grants.next(grant, sooner), grant.revision());
            time.set(sooner);
            assertThat(store.purge(sooner, 10)).isEqualTo(new Purged(1, true));
        }
    }

    /** Rows that hang on an old date must not keep those behind them from being purged for ever. */
    @Test
    default void extendedRowsDoNotBlockThePurge() {
        AtomicReference<Instant> time = new AtomicReference<>(Grants.START);
        try (WatchedSource source = new WatchedSource(freshDatabase());
                JdbcStorage storage =
                        JdbcStorage.builder(source.watched(), time::get).open()) {
            RecordStore<GrantId, Grant> store = Database.grants(storage);
            Instant end = Grants.fresh().retainUntil();
            for (int i = 0; i < 6; i++) {
                Grant grant = Grants.fresh();
                store.insert(grant);
                store.replace(Grants.next(grant, end.plus(Duration.ofDays(1))), grant.revision());
            }
            Grant over = Grants.next(Grants.fresh(), end.plusSeconds(1));
            store.insert(over);
            time.set(end.plusSeconds(1));
            assertThat(store.purge(time.get(), 4)).isEqualTo(new Purged(0, false));
            assertThat(store.purge(time.get(), 4)).isEqualTo(new Purged(1, true));
        }
    }

    private static long purgeAt(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet row = connection.createStatement().executeQuery("select purge_at from granary_grants")) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }
}
