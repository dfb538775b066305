package dev.granary.storage.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A host's DataSource that lists what is sent through it and lets a test break it. */
final class WatchedSource implements AutoCloseable {

    private final HikariDataSource pool;
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final Map<String, List<Binding>> bindings = new ConcurrentHashMap<>();
    private volatile Fault before = sql -> {};
    private volatile Fault after = sql -> {};
    private volatile Fault closing = sql -> {};

    WatchedSource(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        this.pool = new HikariDataSource(config);
    }

    DataSource watched() {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = method.invoke(pool, arguments);
            return result instanceof Connection connection ? watched(connection) : result;
        });
    }

    /** What was sent since the last call: statements, commits and rollbacks. */
    List<String> takeSent() {
        List<String> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    /** Binds to a statement what was bound to the last one of this SQL. */
    void bindAsBefore(String sql, PreparedStatement statement) throws ReflectiveOperationException {
        for (Binding binding : bindings.getOrDefault(sql, List.of())) {
            binding.bind(statement);
        }
    }

    /** Called before a statement is sent. */
    void before(Fault fault) {
        before = fault;
    }

    /** Called after a statement took effect. */
    void after(Fault fault) {
        after = fault;
    }

    /** Called when a statement is closed. */
    void closing(Fault fault) {
        closing = fault;
    }

    @Override
    public void close() {
        pool.close();
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            boolean ends = method.getName().equals("commit");
            if (ends) {
                sent.add(method.getName());
                before.on(method.getName());
            }
            Object result = method.invoke(connection, arguments);
            return result instanceof PreparedStatement statement && arguments != null
                    ? watched(statement, (String) arguments[0])
                    : result;
        });
    }

    private PreparedStatement watched(PreparedStatement statement, String sql) {
        List<Binding> bound = new ArrayList<>();
        bindings.put(sql, bound);
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (arguments != null && arguments[0] instanceof Integer) {
                bound.add(other -> method.invoke(other, arguments));
            }
            if (!method.getName().startsWith("execute")) {
                Object result = method.invoke(statement, arguments);
                if (method.getName().equals("close")) {
                    closing.on(sql);
                }
                return result;
            }
            sent.add(sql);
            before.on(sql);
            Object result = method.invoke(statement, arguments);
            after.on(sql);
            return result;
        });
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return handler.handle(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }

    /** What happens to a statement. */
    interface Fault {

        void on(String sql) throws SQLException;
    }

    private interface Binding {

        void bind(PreparedStatement statement) throws ReflectiveOperationException;
    }

    private interface Handler {

        Object handle(Method method, Object[] arguments) throws Throwable;
    }
}
