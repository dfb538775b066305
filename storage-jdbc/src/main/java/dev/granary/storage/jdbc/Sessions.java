package dev.granary.storage.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Runs statements, each in a transaction of its own at the isolation level that the database has by default. A
 * connection that is part of somebody else's transaction is refused: its rollback would take our writes along.
 */
final class Sessions {

    private static final int ATTEMPTS = 10;
    private static final long PAUSE_NANOS = 500_000;
    private static final String NOT_OURS = "the connection does not commit by itself: it belongs to a transaction of"
            + " the host, or its pool turns autocommit off; hand in a DataSource outside of transactions, with autocommit"
            + " on";

    private final DataSource source;
    private final Vendor vendor;
    private final AtomicBoolean closed = new AtomicBoolean();

    Sessions(DataSource source, Vendor vendor) {
        this.source = source;
        this.vendor = vendor;
    }

    Vendor vendor() {
        return vendor;
    }

    /** Runs one statement that changes nothing. */
    <T> T read(Call call, String sql, Work<T> work) {
        return repeated(call, false, () -> once(call, sql, work));
    }

    /** Runs one statement that changes nothing; empty if what it reads from is not there. */
    <T> Optional<T> readIfThere(Call call, String sql, Work<T> work) {
        return repeated(call, false, () -> {
            try {
                return Optional.of(once(call, sql, work));
            } catch (SQLException e) {
                if (vendor.failureOf(e) == Failure.NO_SCHEMA) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** Runs one statement that writes. */
    <T> T write(Call call, String sql, Work<T> work) {
        return repeated(call, true, () -> once(call, sql, work));
    }

    /** Runs one statement many times in one transaction. */
    <T> T batch(Call call, String sql, Work<T> work) {
        return repeated(call, true, () -> together(call, sql, work));
    }

    boolean close() {
        return !closed.getAndSet(true);
    }

    void requireOpen(Call call) {
        if (closed.get()) {
            throw call.unavailable("the storage is closed; open another one");
        }
    }

    /** A deadlock and its like have undone what they struck, so the same statement may be sent again. */
    private <T> T repeated(Call call, boolean writes, Attempt<T> attempt) {
        for (int made = 1; ; made++) {
            try {
                return attempt.make();
            } catch (SQLException e) {
                Failure failure = vendor.failureOf(e);
                if (failure != Failure.CONTENDED || made == ATTEMPTS) {
                    throw call.failed(failure, e, writes);
                }
                LockSupport.parkNanos(PAUSE_NANOS << Math.min(made, 6));
            }
        }
    }

    // Nothing that fails after a statement was answered may hide the answer, so all is closed quietly.
    private <T> T once(Call call, String sql, Work<T> work) throws SQLException {
        Connection connection = connection(call);
        try {
            return run(connection, sql, work);
        } finally {
            close(connection);
        }
    }

    private <T> T together(Call call, String sql, Work<T> work) throws SQLException {
        Connection connection = connection(call);
        try {
            connection.setAutoCommit(false);
            T result = run(connection, sql, work);
            connection.commit();
            return result;
        } finally {
            // Rolls back what was not committed and keeps a pool's connection as it was.
            undo(connection);
            close(connection);
        }
    }

    private static <T> T run(Connection connection, String sql, Work<T> work) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            return work.run(statement);
        } finally {
            close(statement);
        }
    }

    private Connection connection(Call call) {
        requireOpen(call);
        try {
            Connection connection = source.getConnection();
            if (isOurs(connection)) {
                return connection;
            }
            close(connection);
        } catch (SQLException e) {
            throw call.unavailable(whyNoConnection(e), e);
        }
        throw call.unavailable(NOT_OURS);
    }

    private static boolean isOurs(Connection connection) throws SQLException {
        try {
            return connection.getAutoCommit();
        } catch (SQLException e) {
            close(connection);
            throw e;
        }
    }

    private Failure whyNoConnection(SQLException error) {
        Throwable cause = error.getCause();
        Failure failure = vendor.failureOf(cause instanceof SQLException told ? told : error);
        boolean tells = failure == Failure.DENIED || failure == Failure.IN_USE;
        return tells ? failure : Failure.NO_CONNECTION;
    }

    private static void undo(Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // The connection is broken, and the server undoes what it did not commit.
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // What was decided stays decided; the pool finds out by itself.
        }
    }

    /** What is done with a prepared statement. */
    interface Work<T> {

        T run(PreparedStatement statement) throws SQLException;
    }

    private interface Attempt<T> {

        T make() throws SQLException;
    }
}
