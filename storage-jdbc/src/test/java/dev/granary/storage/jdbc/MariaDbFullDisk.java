package dev.granary.storage.jdbc;

import dev.granary.storage.jdbc.server.DatabaseServer;
import dev.granary.storage.jdbc.server.MariaDb;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A server that keeps all tables in one file, which may not grow for long. */
final class MariaDbFullDisk implements FullDisk {

    private static final int TABLE_IS_FULL = 1114;

    private final DatabaseServer server;
    private final String url;

    MariaDbFullDisk() throws IOException {
        server = new MariaDb("--innodb-file-per-table=0", "--innodb-data-file-path=ibdata1:12M:autoextend:max:24M");
        server.start();
        url = server.freshDatabase();
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public void fill() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table filler (text varchar(4000)) engine = InnoDB");
            while (true) {
                statement.execute("insert into filler values (repeat('x', 4000))");
            }
        } catch (SQLException e) {
            if (e.getErrorCode() != TABLE_IS_FULL) {
                throw e;
            }
        }
    }

    @Override
    public void makeRoom() {
        DatabaseServer.execute(url, "drop table filler");
    }

    @Override
    public void close() {
        server.close();
    }
}
