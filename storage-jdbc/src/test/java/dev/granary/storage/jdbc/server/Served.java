package dev.granary.storage.jdbc.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Gives a test class a database of its own on a server that all test classes share. */
public final class Served implements BeforeAllCallback {

    private static final Namespace SERVERS = Namespace.create(Served.class);

    private final String vendor;
    private final Making making;
    private @Nullable DatabaseServer server;
    private String url = "";

    private Served(String vendor, Making making) {
        this.vendor = vendor;
        this.making = making;
    }

    /** On PostgreSQL. */
    public static Served byPostgreSql() {
        return new Served("postgresql", PostgreSql::new);
    }

    /** On MariaDB. */
    public static Served byMariaDb() {
        return new Served("mariadb", MariaDb::new);
    }

    /** The URL of the class's database. */
    public String url() {
        return url;
    }

    /** The URL of another database, still empty. */
    public String freshDatabase() {
        return Objects.requireNonNull(server).freshDatabase();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server = context.getRoot().getStore(SERVERS).computeIfAbsent(vendor, name -> started(), DatabaseServer.class);
        url = freshDatabase();
    }

    // The store closes it after the last test.
    private DatabaseServer started() {
        try {
            return making.make().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Making {

        DatabaseServer make() throws IOException;
    }
}
