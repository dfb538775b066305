package dev.granary.storage.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A host with a pool and transactions of its own, as an application framework binds them to its threads. */
final class HostTransactions implements AutoCloseable {

    private final HikariDataSource pool;
    private Optional<Connection> transaction = Optional.empty();

    HostTransactions(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(4);
        this.pool = new HikariDataSource(config);
    }

    /** Connections that know of no transaction. */
    DataSource pool() {
        return pool;
    }

    /** Gives out the transaction's own connection while there is one, and leaves its end to the host. */
    DataSource bound() {
        return (DataSource) proxy(
                DataSource.class,
                (method, arguments) -> method.getName().equals("getConnection") && transaction.isPresent()
                        ? kept(transaction.get())
                        : method.invoke(pool, arguments));
    }

    /** Begins a transaction that has written something. */
    void begin() throws SQLException {
        Connection connection = pool.getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().executeUpdate("delete from granary_users");
        transaction = Optional.of(connection);
    }

    /** Ends it and takes back what was written in it. */
    void rollback() throws SQLException {
        try (Connection connection = transaction.orElseThrow()) {
            transaction = Optional.empty();
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static Connection kept(Connection connection) {
        return (Connection) proxy(
                Connection.class,
                (method, arguments) -> method.getName().equals("close") ? null : method.invoke(connection, arguments));
    }

    private static Object proxy(Class<?> type, Answer answer) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            try {
                return answer.to(method, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        });
    }

    private interface Answer {

        @Nullable
        Object to(Method method, Object[] arguments) throws ReflectiveOperationException;
    }
}
