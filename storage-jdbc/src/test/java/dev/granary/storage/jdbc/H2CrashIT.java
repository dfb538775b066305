package dev.granary.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.grant.Grant;
import dev.granary.record.StorageUnavailableException;
import dev.granary.spi.Capability;
import dev.granary.spi.Storage;
import dev.granary.storage.jdbc.server.DatabaseServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an H2 file when its process, its disk or its database fails. */
class H2CrashIT implements Database {

    @TempDir
    Path folder;

    @Override
    public String freshDatabase() {
        return "jdbc:h2:file:" + folder.resolve("granary");
    }

    @RepeatedTest(3)
    void acknowledgedWritesSurviveAKillOfTheProcess() throws Exception {
        LoadProcess process = LoadProcess.start(freshDatabase(), "unlimited");
        process.ledger().awaitSize(200);
        process.kill();
        assertThat(process.failures()).isEmpty();
        try (Storage storage = open(freshDatabase())) {
            process.ledger().assertKeptBy(Database.grants(storage));
            assertThat(storage.capabilities()).containsExactly(Capability.DURABLE);
        }
    }

    @Test
    void acknowledgedWritesSurviveAFullDisk() throws Exception {
        LoadProcess process = LoadProcess.start(freshDatabase(), "6000");
        process.awaitEnd();
        assertThat(process.failures())
                .hasSize(4)
                .allSatisfy(failure -> assertThat(failure)
                        .matches("failed (OutcomeUnknown|StorageUnavailable)Exception .*check server and disk.*"));
        try (Storage storage = open(freshDatabase())) {
            process.ledger().assertKeptBy(Database.grants(storage));
        }
    }

    @Test
    void anotherProcessIsToldThatTheFileIsInUse() throws Exception {
        LoadProcess process = LoadProcess.start(freshDatabase(), "unlimited");
        process.ledger().awaitSize(1);
        assertThatThrownBy(() -> open(freshDatabase()))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("another process has the database file open");
        process.kill();
    }

    @Test
    void aDatabaseThatIsClosedUnderneathIsOpenedAgain() {
        Grant grant = Grants.fresh();
        try (Storage storage = open(freshDatabase(), Map.of("pool.wait-ms", "500"))) {
            DatabaseServer.execute(freshDatabase() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "shutdown immediately");
            Recovery.of(storage).assertWritten(grant);
            assertThat(Database.grants(storage).find(grant.id())).contains(grant);
        }
    }

    @Test
    void aReadOnlyFileIsReadAndNotWritten() {
        Grant grant = Grants.fresh();
        try (Storage storage = open(freshDatabase())) {
            Database.grants(storage).insert(grant);
        }
        try (Storage storage = open(freshDatabase() + ";ACCESS_MODE_DATA=r")) {
            assertThat(Database.grants(storage).find(grant.id())).contains(grant);
            assertThatThrownBy(() -> Database.grants(storage).replace(Grants.next(grant), grant.revision()))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("read-only");
            assertThat(storage.health().ready()).isFalse();
        }
    }
}
