package dev.granary.storage.jdbc;

import dev.granary.storage.jdbc.server.DatabaseServer;
import dev.granary.storage.jdbc.server.PostgreSql;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgreSqlCrashIT implements CrashRules {

    private static PostgreSql server;

    @BeforeAll
    static void startServer() throws IOException {
        server = new PostgreSql();
        server.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    public DatabaseServer server() {
        return server;
    }

    @Override
    public String killConnections() {
        return "select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()";
    }

    @Override
    public FullDisk fullDisk() throws IOException {
        return new PostgreSqlFullDisk();
    }

    @Override
    public String makeReadOnly(String url) {
        server.becomeStandby();
        return url;
    }

    @Override
    public void makeWritable(String url) {
        server.becomePrimary();
    }

    @Override
    public String stranger(String url) {
        return url.replace("user=postgres", "user=nobody");
    }

    @Override
    public String hasty(String url) {
        return url + "&options=-c%20synchronous_commit=off";
    }
}
