package dev.granary.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.record.StorageUnavailableException;
import dev.granary.storage.jdbc.server.DatabaseServer;
import dev.granary.storage.jdbc.server.MariaDb;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MariaDbCrashIT implements CrashRules {

    private static MariaDb server;

    @BeforeAll
    static void startServer() throws IOException {
        server = new MariaDb();
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
        return "begin not atomic for other in (select id from information_schema.processlist"
                + " where db = database() and id <> connection_id()) do kill other.id; end for; end";
    }

    @Override
    public FullDisk fullDisk() throws IOException {
        return new MariaDbFullDisk();
    }

    /** There is no MySQL to try, but a driver that says what it would say of one. */
    @Test
    void whatSaysThatItIsMySqlIsRefused() {
        assertThatThrownBy(() -> open(freshDatabase() + "&useMysqlMetadata=true"))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("the database is MySQL")
                .hasMessageContaining("use MariaDB");
    }

    /** An administrator may still write, so the storage is opened as somebody else. */
    @Override
    public String makeReadOnly(String url) {
        DatabaseServer.execute(
                url,
                "create or replace user plain@127.0.0.1",
                "grant all on `granary%`.* to plain@127.0.0.1",
                "set global read_only = on");
        return url.replace("user=root", "user=plain");
    }

    @Override
    public void makeWritable(String url) {
        DatabaseServer.execute(url, "set global read_only = off", "set global innodb_flush_log_at_trx_commit = 1");
    }

    @Override
    public String stranger(String url) {
        return url.replace("user=root", "user=nobody");
    }

    @Override
    public String hasty(String url) {
        DatabaseServer.execute(url, "set global innodb_flush_log_at_trx_commit = 2");
        return url;
    }
}
