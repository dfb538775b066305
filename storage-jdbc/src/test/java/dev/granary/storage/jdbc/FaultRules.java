package dev.granary.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.granary.grant.Grant;
import dev.granary.record.Change;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.StorageUnavailableException;
import dev.granary.record.Written;
import dev.granary.spi.Storage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** FAULT: each way in which a database fails is told apart, and none of its words are passed on. */
interface FaultRules extends Database {

    @Test
    default void aStatementThatRunsTooLongChangesNothing() throws Exception {
        String url = freshDatabase();
        try (Storage storage = open(url, Map.of("statement.timeout-ms", "300"))) {
            Grant grant = Grants.fresh();
            Grant next = Grants.next(grant);
            Database.grants(storage).insert(grant);
            try (Connection other = holdingLock(url, grant)) {
                assertThatThrownBy(() -> Database.grants(storage).replace(next, grant.revision()))
                        .isInstanceOf(StorageUnavailableException.class)
                        .hasMessageContaining("timeout");
                other.rollback();
            }
            assertThat(Database.grants(storage).find(grant.id())).contains(grant);
        }
    }

    @Test
    default void anExhaustedPoolIsToldFromADeadServer() throws Exception {
        String url = freshDatabase();
        try (Storage storage = open(url, Map.of("pool.size", "2", "pool.wait-ms", "250"))) {
            Grant grant = Grants.fresh();
            Database.grants(storage).insert(grant);
            CompletableFuture<?> both;
            try (Connection other = holdingLock(url, grant)) {
                Runnable write = () -> Database.grants(storage).replace(Grants.next(grant), grant.revision());
                both = CompletableFuture.allOf(CompletableFuture.runAsync(write), CompletableFuture.runAsync(write));
                assertThat(eventuallyUnavailable(storage, grant)).hasMessageContaining("pool.size");
                other.rollback();
            }
            both.join();
            assertThat(Database.grants(storage).find(grant.id())).isPresent();
        }
    }

    @Test
    default void aWriteWhoseAnswerIsLostIsUnknownAndCanBeRepeated() {
        try (WatchedSource source = new WatchedSource(freshDatabase());
                JdbcStorage storage =
                        JdbcStorage.builder(source.watched(), CLOCK).open()) {
            var store = Database.grants(storage);
            Grant grant = Grants.fresh();
            Grant next = Grants.next(grant);
            loseNextAnswer(source);
            assertThatThrownBy(() -> store.insert(grant)).isInstanceOf(OutcomeUnknownException.class);
            assertThat(store.insert(grant)).isEqualTo(new Written<>());
            loseNextAnswer(source);
            assertThatThrownBy(() -> store.replace(next, grant.revision())).isInstanceOf(OutcomeUnknownException.class);
            assertThat(store.replace(next, grant.revision())).isEqualTo(new Written<>());
            loseNextAnswer(source);
            assertThatThrownBy(() -> store.replaceAll(List.of(new Change<>(Grants.next(next), next.revision()))))
                    .isInstanceOf(OutcomeUnknownException.class);
            loseNextAnswer(source);
            assertThatThrownBy(() -> store.find(grant.id())).isInstanceOf(StorageUnavailableException.class);
        }
    }

    @Test
    default void whatFailsAfterTheAnswerDoesNotHideIt() {
        try (WatchedSource source = new WatchedSource(freshDatabase());
                JdbcStorage storage =
                        JdbcStorage.builder(source.watched(), CLOCK).open()) {
            source.closing(sql -> {
                throw new SQLException("late", "22000");
            });
            Grant grant = Grants.fresh();
            assertThat(Database.grants(storage).insert(grant)).isEqualTo(new Written<>());
            assertThat(Database.grants(storage).find(grant.id())).contains(grant);
        }
    }

    @Test
    default void aDeadlockIsRetriedAndSurfacesInTheEnd() {
        try (WatchedSource source = new WatchedSource(freshDatabase());
                JdbcStorage storage =
                        JdbcStorage.builder(source.watched(), CLOCK).open()) {
            var store = Database.grants(storage);
            Grant grant = Grants.fresh();
            AtomicInteger deadlocks = new AtomicInteger(3);
            source.before(sql -> {
                if (deadlocks.getAndDecrement() > 0) {
                    throw new SQLException("deadlock", "40001", 1213);
                }
            });
            assertThat(store.insert(grant)).isEqualTo(new Written<>());
            deadlocks.set(3);
            assertThat(store.replaceAll(List.of(new Change<>(Grants.next(grant), grant.revision()))))
                    .containsExactly(new Written<>());
            deadlocks.set(Integer.MAX_VALUE);
            assertThatThrownBy(() -> store.find(grant.id()))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("40001/1213");
        }
    }

    @Test
    default void noMessageOfADriverIsPassedOn() {
        try (WatchedSource source = new WatchedSource(freshDatabase());
                JdbcStorage storage =
                        JdbcStorage.builder(source.watched(), CLOCK).open()) {
            var store = Database.grants(storage);
            for (String state : List.of("08006", "40001", "22001", "XX000")) {
                source.before(sql -> {
                    throw new SQLException("a secret value", state, 4711);
                });
                Grant grant = Grants.fresh();
                Throwable thrown = catchThrowable(() -> store.insert(grant));
                assertThat(thrown)
                        .hasMessageContaining("jdbc: insert of grants key ")
                        .hasMessageContaining(state + "/4711")
                        .hasNoCause();
                assertThat(thrown.getMessage())
                        .doesNotContain("secret", grant.id().value());
            }
        }
    }

    @Test
    default void aPoolThatDoesNotCommitByItselfIsRefused() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(freshDatabase());
        config.setAutoCommit(false);
        // Before there are tables, and when they are there.
        try (HikariDataSource bound = new HikariDataSource(config)) {
            assertRefused(() -> JdbcStorage.builder(bound, CLOCK).open());
            open(config.getJdbcUrl()).close();
            assertRefused(() -> JdbcStorage.builder(bound, CLOCK).open());
            assertThat(bound.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    default void aConnectionOfTheHostsTransactionIsRefusedAndItsRollbackTakesNothingBack() throws Exception {
        try (HostTransactions host = new HostTransactions(freshDatabase());
                JdbcStorage storage = JdbcStorage.builder(host.bound(), CLOCK).open()) {
            var store = Database.grants(storage);
            Grant grant = Grants.fresh();
            Grant spent = Grants.next(grant);
            Grant revoked = Grants.revoked(spent);
            store.insert(grant);
            assertThat(store.replace(spent, grant.revision())).isEqualTo(new Written<>());
            host.begin();
            assertRefused(() -> store.replace(revoked, spent.revision()));
            assertRefused(() -> store.replaceAll(List.of(new Change<>(revoked, spent.revision()))));
            assertRefused(() -> store.insert(Grants.fresh()));
            assertRefused(() -> store.remove(grant.id(), spent.revision()));
            assertRefused(() -> store.find(grant.id()));
            host.rollback();
            assertThat(store.find(grant.id())).contains(spent);
            assertThat(store.replace(revoked, spent.revision())).isEqualTo(new Written<>());
        }
    }

    @Test
    default void besideATransactionOfTheHostItsRollbackTakesNothingBack() throws Exception {
        try (HostTransactions host = new HostTransactions(freshDatabase());
                JdbcStorage storage = JdbcStorage.builder(host.pool(), CLOCK).open()) {
            var store = Database.grants(storage);
            Grant grant = Grants.fresh();
            Grant spent = Grants.next(grant);
            Grant revoked = Grants.revoked(spent);
            store.insert(grant);
            host.begin();
            assertThat(store.replace(spent, grant.revision())).isEqualTo(new Written<>());
            assertThat(store.replaceAll(List.of(new Change<>(revoked, spent.revision()))))
                    .containsExactly(new Written<>());
            host.rollback();
            assertThat(store.find(grant.id())).contains(revoked);
        }
    }

    @Test
    default void thePoolOfAHostIsLeftOpen() throws Exception {
        try (HostTransactions host = new HostTransactions(freshDatabase())) {
            JdbcStorage.builder(host.pool(), CLOCK).open().close();
            try (Connection connection = host.pool().getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
            }
        }
    }

    @Test
    default void anUnreachableServerIsNamedWithoutTheUrl() {
        Optional<String> url = unreachable();
        url.ifPresent(nowhere -> assertThatThrownBy(() -> open(nowhere, Map.of("password", "s3cret")))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("no connection")
                .hasNoCause()
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("127.0.0.1", "s3cret")));
    }

    /** A URL that nobody answers to, if that can be. */
    Optional<String> unreachable();

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("transaction of the host")
                .hasMessageContaining("autocommit");
    }

    private static void loseNextAnswer(WatchedSource source) {
        source.after(sql -> {
            source.after(other -> {});
            throw new SQLException("gone", "08006");
        });
    }

    private static Connection holdingLock(String url, Grant grant) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        try (PreparedStatement lock =
                connection.prepareStatement("update granary_grants set write_count = 77 where key_text = ?")) {
            lock.setString(1, grant.id().value());
            assertThat(lock.executeUpdate()).isEqualTo(1);
        }
        return connection;
    }

    /** Asks until both connections of the pool are taken. */
    private static Throwable eventuallyUnavailable(Storage storage, Grant grant) {
        for (int i = 0; i < 10_000; i++) {
            Throwable thrown = catchThrowable(() -> Database.grants(storage).find(grant.id()));
            if (thrown instanceof StorageUnavailableException) {
                return thrown;
            }
        }
        throw new AssertionError("the pool has more connections than it should");
    }
}
