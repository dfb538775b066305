package dev.granary.benchmarks.ground;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections that write down what is sent over them. For one thread. */
final class WatchedSource {

    private final DataSource source;
    private final List<Statement> sent = new ArrayList<>();

    WatchedSource(DataSource source) {
        this.source = source;
    }

    DataSource source() {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object result = call(source, method, arguments);
            return result instanceof Connection connection ? watched(connection) : result;
        });
    }

    /** What was sent since the last call. */
    List<Statement> sent() {
        List<Statement> all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement
                    ? watched(statement, String.valueOf(arguments[0]))
                    : result;
        });
    }

    private PreparedStatement watched(PreparedStatement statement, String text) {
        SortedMap<Integer, Object> parameters = new TreeMap<>();
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length == 2) {
                parameters.put((Integer) arguments[0], arguments[1]);
            }
            if (method.getName().startsWith("execute")) {
                sent.add(new Statement(text, List.copyOf(parameters.values())));
            }
            return call(statement, method, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(WatchedSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
