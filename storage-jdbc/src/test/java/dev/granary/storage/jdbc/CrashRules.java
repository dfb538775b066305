package dev.granary.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.granary.grant.Grant;
import dev.granary.record.Namespace;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.RecordStore;
import dev.granary.record.Stamp;
import dev.granary.record.StorageException;
import dev.granary.record.StorageUnavailableException;
import dev.granary.record.Written;
import dev.granary.replay.AssertionId;
import dev.granary.replay.AssertionKey;
import dev.granary.spi.Capability;
import dev.granary.spi.Storage;
import dev.granary.storage.jdbc.server.DatabaseServer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** REOPEN and FAULT: what becomes of writes when the server is killed, frozen, full or forbids them. */
interface CrashRules extends Database {

    DatabaseServer server();

    @Override
    default String freshDatabase() {
        return server().freshDatabase();
    }

    @Test
    default void acknowledgedWritesSurviveAKillOfTheServer() throws Exception {
        String url = freshDatabase();
        Ledger ledger = new Ledger();
        List<StorageException> failures = new CopyOnWriteArrayList<>();
        try (Storage storage = open(url)) {
            assertThat(storage.capabilities()).containsExactlyInAnyOrder(Capability.DURABLE, Capability.SHARED);
            Load load = new Load(Database.grants(storage), ledger::enter, failures::add).start();
            ledger.awaitSize(200);
            server().kill();
            load.join();
            assertThat(failures).hasSize(4);
            assertThatThrownBy(
                            () -> Database.grants(storage).find(Grants.fresh().id()))
                    .isInstanceOf(StorageUnavailableException.class);
            assertThat(storage.health().ready()).isFalse();
            server().start();
            Recovery.of(storage).assertWritten(Grants.fresh());
            ledger.assertKeptBy(Database.grants(storage));
            assertThat(storage.health().ready()).isTrue();
        }
    }

    @Test
    default void aFrozenServerHoldsNobodyForEver() {
        Grant grant = Grants.fresh();
        try (Storage storage = open(freshDatabase(), Map.of("statement.timeout-ms", "100", "pool.wait-ms", "1000"))) {
            Database.grants(storage).insert(grant);
            server().freeze();
            try {
                assertThatThrownBy(() -> Database.grants(storage).replace(Grants.next(grant), grant.revision()))
                        .isInstanceOf(StorageException.class);
            } finally {
                server().thaw();
            }
            Recovery.of(storage).assertWritten(Grants.fresh());
        }
    }

    @Test
    default void aKilledConnectionLeavesAWriteUnknownAndARepeatTellsTheTruth() {
        String url = freshDatabase();
        try (Storage storage = open(url)) {
            List<StorageException> met = new ArrayList<>();
            for (int i = 0; i < 50 && met.isEmpty(); i++) {
                DatabaseServer.execute(url, killConnections());
                met.addAll(Recovery.of(storage).assertWritten(Grants.fresh()));
            }
            assertThat(met).isNotEmpty().hasOnlyElementsOfType(OutcomeUnknownException.class);
        }
    }

    @Test
    default void aFullDiskChangesNothingAndSaysSo() throws Exception {
        try (FullDisk disk = fullDisk()) {
            Grant grant = Grants.fresh();
            try (Storage storage = open(disk.url())) {
                Database.grants(storage).insert(grant);
            }
            disk.fill();
            AssertionId refused;
            try (Storage storage = open(disk.url())) {
                refused = insertedUntilFull(storage.in(Namespace.DEFAULT).assertions());
                assertThat(Database.grants(storage).find(grant.id())).contains(grant);
            }
            disk.makeRoom();
            try (Storage storage = open(disk.url())) {
                var store = storage.in(Namespace.DEFAULT).assertions();
                assertThat(store.find(refused.key())).isEmpty();
                // MariaDB gives the room of a table back a little after it was dropped.
                Recovery.assertWritten(store, refused);
                assertThat(Database.grants(storage).find(grant.id())).contains(grant);
            }
        }
    }

    @Test
    default void aServerThatTakesNoWritesIsReadFrom() {
        String url = freshDatabase();
        Grant grant = Grants.fresh();
        try (Storage storage = open(url)) {
            Database.grants(storage).insert(grant);
        }
        String readOnly = makeReadOnly(url);
        try (Storage storage = open(readOnly)) {
            assertThat(Database.grants(storage).find(grant.id())).contains(grant);
            assertThatThrownBy(() -> Database.grants(storage).replace(Grants.next(grant), grant.revision()))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("primary");
            assertThatThrownBy(() -> Database.grants(storage).insert(Grants.fresh()))
                    .isInstanceOf(StorageUnavailableException.class);
            assertThat(storage.health().ready()).isFalse();
        } finally {
            makeWritable(url);
        }
        try (Storage storage = open(url)) {
            assertThat(Database.grants(storage).replace(Grants.next(grant), grant.revision()))
                    .isEqualTo(new Written<>());
        }
    }

    @Test
    default void aWrongPasswordIsToldFromADeadServer() {
        String url = freshDatabase();
        open(url).close();
        assertThatThrownBy(() -> open(stranger(url), Map.of("password", "s3cret")))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("password")
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("s3cret"));
    }

    @Test
    default void aServerThatAcknowledgesEarlyIsNotDurable() {
        String url = freshDatabase();
        open(url).close();
        try (Storage storage = open(hasty(url))) {
            assertThat(storage.capabilities()).containsExactly(Capability.SHARED);
        } finally {
            makeWritable(url);
        }
    }

    /** A statement that kills every other connection to the database. */
    String killConnections();

    /** A disk that really is full, for the server at least. */
    FullDisk fullDisk() throws IOException;

    /** Has the server take no more writes, and returns the URL to see that by. */
    String makeReadOnly(String url);

    /** Undoes {@link #makeReadOnly} and {@link #hasty}. */
    void makeWritable(String url);

    /** The URL for a user whom the server does not let in. */
    String stranger(String url);

    /** Has the server acknowledge commits that are not on disk, and returns the URL to see that by. */
    String hasty(String url);

    /** Returns the first for which there was no room. */
    private static AssertionId insertedUntilFull(RecordStore<AssertionKey, AssertionId> store) {
        for (int i = 0; i < 10_000; i++) {
            AssertionKey key = new AssertionKey("client", "issuer", Integer.toString(i));
            Instant until = Grants.START.plusSeconds(60);
            AssertionId next = new AssertionId(key, until, until, Stamp.first(Grants.attempt()));
            Throwable thrown = catchThrowable(() -> store.insert(next));
            if (thrown != null) {
                assertThat(thrown)
                        .isInstanceOf(StorageUnavailableException.class)
                        .hasMessageContaining("disk space");
                return next;
            }
        }
        throw new AssertionError("the disk has more room than it should");
    }
}
