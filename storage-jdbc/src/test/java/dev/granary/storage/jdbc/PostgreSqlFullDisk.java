package dev.granary.storage.jdbc;

import dev.granary.storage.jdbc.server.DatabaseServer;
import dev.granary.storage.jdbc.server.PostgreSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The file of one table leads to the device that is always full: the kernel refuses what the server writes there. */
final class PostgreSqlFullDisk implements FullDisk {

    private static final Path FULL = Path.of("/dev/full");

    private final PostgreSql server;
    private final String url;

    PostgreSqlFullDisk() throws IOException {
        server = new PostgreSql();
        server.start();
        url = server.freshDatabase();
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public void fill() throws IOException, SQLException {
        // What was written before must be in the files, as the server looks into its log after a kill.
        DatabaseServer.execute(url, "checkpoint");
        Path file = file();
        server.kill();
        Files.delete(file);
        Files.createSymbolicLink(file, FULL);
        server.start();
    }

    @Override
    public void makeRoom() throws IOException, SQLException {
        Path file = file();
        server.kill();
        Files.delete(file);
        Files.createFile(file);
        server.start();
    }

    @Override
    public void close() {
        server.close();
    }

    private Path file() throws SQLException {
        String sql = "select pg_relation_filepath('granary_assertions')";
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return server.data().resolve(row.getString(1));
        }
    }
}
