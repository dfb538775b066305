package dev.granary.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.granary.record.Absent;
import dev.granary.record.Change;
import dev.granary.record.Conflict;
import dev.granary.record.Cursor;
import dev.granary.record.Namespace;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.StorageException;
import dev.granary.record.StorageUnavailableException;
import dev.granary.record.Written;
import dev.granary.replay.AssertionId;
import dev.granary.replay.AssertionKey;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.user.Identity;
import dev.granary.user.IdentityKey;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What a caller is told when a server or the way to it fails, and that it is true. */
class FaultsIT {

    private static RedisServer server;

    private final HandClock clock = new HandClock();
    private final Samples samples = new Samples(clock);
    private LossyProxy proxy;
    private Storage storage;
    private RecordStore<AssertionKey, AssertionId> assertions;
    private RecordStore<IdentityKey, Identity> identities;

    @BeforeAll
    static void start() {
        server = RedisServer.start().ready();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        proxy = new LossyProxy(server.port());
        storage = new RedisStorageProvider().open(new StorageSettings(proxy.url(), Map.of("timeout", "1s"), clock));
        Namespace namespace = new Namespace("faults-" + proxy.url());
        assertions = storage.in(namespace).assertions();
        identities = storage.in(namespace).identities();
    }

    @AfterEach
    void close() {
        storage.close();
        proxy.close();
        try (Jedis jedis = server.client()) {
            jedis.flushAll();
        }
    }

    @Test
    void anInsertWhoseReplyIsLostIsOpenAndCanBeRepeated() {
        AssertionId record = samples.assertion();
        proxy.loseReplyAfter(0);
        assertUnknown(() -> assertions.insert(record), "insert");
        assertThat(assertions.find(record.key())).contains(record);
        assertThat(assertions.insert(record)).isEqualTo(new Written<>());
        assertThat(assertions.insert(samples.next(record))).isEqualTo(new Conflict<>(record));
    }

    @Test
    void aReplaceWhoseReplyIsLostIsOpenAndCanBeRepeated() {
        AssertionId record = stored();
        AssertionId next = samples.next(record);
        proxy.loseReplyAfter(0);
        assertUnknown(() -> assertions.replace(next, record.revision()), "replace");
        assertThat(assertions.find(record.key())).contains(next);
        assertThat(assertions.replace(next, record.revision())).isEqualTo(new Written<>());
    }

    @Test
    void aBatchWhoseReplyIsLostIsOpenAsAWhole() {
        AssertionId one = stored();
        AssertionId two = stored();
        List<Change<AssertionId>> changes = List.of(
                new Change<>(samples.next(one), one.revision()), new Change<>(samples.next(two), two.revision()));
        proxy.loseReplyAfter(0);
        assertUnknown(() -> assertions.replaceAll(changes), "replaceAll");
        assertThat(assertions.replaceAll(changes)).containsExactly(new Written<>(), new Written<>());
    }

    @Test
    void aRemoveWhoseReplyIsLostIsOpen() {
        AssertionId record = stored();
        proxy.loseReplyAfter(0);
        assertUnknown(() -> assertions.remove(record.key(), record.revision()), "remove");
        assertThat(assertions.remove(record.key(), record.revision())).isEqualTo(new Absent<>());
    }

    @Test
    void anInsertThatOnlyReachedTheIndexesChangedNothing() {
        Identity record = samples.identity("s", "u");
        proxy.loseReplyAfter(0);
        assertUnavailable(() -> identities.insert(record), "insert", "CONNECTION");
        assertThat(identities.find(record.key())).isEmpty();
        assertThat(identities.page(Selection.all(), Cursor.START, 9).records()).isEmpty();
        assertThat(identities.insert(record)).isEqualTo(new Written<>());
    }

    @Test
    void aReadWhoseReplyIsLostIsUnavailableAndTheNextOneWorks() {
        AssertionId record = stored();
        proxy.loseReplyAfter(0);
        assertUnavailable(() -> assertions.find(record.key()), "find", "CONNECTION");
        assertThat(assertions.find(record.key())).contains(record);
        proxy.loseReplyAfter(0);
        assertUnavailable(() -> assertions.page(Selection.all(), Cursor.START, 9), "page", "CONNECTION");
        assertThat(assertions.page(Selection.all(), Cursor.START, 9).records()).containsExactly(record);
    }

    @Test
    void aWriteThatFindsNoServerChangedNothing() {
        RedisServer other = RedisServer.start().ready();
        Storage lonely = new RedisStorageProvider().open(StorageSettings.of(other.url(), clock));
        other.kill();
        AssertionId record = samples.assertion();
        RecordStore<AssertionKey, AssertionId> store =
                lonely.in(Namespace.DEFAULT).assertions();
        // The first call meets a pooled connection, of which nobody knows that it is dead before it was used.
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.insert(record));
        assertUnavailable(() -> store.insert(record), "insert", "REFUSED");
        assertThat(lonely.health().ready()).isFalse();
        lonely.close();
    }

    @Test
    void aServerThatForgetsItsScriptsIsToldThemAgain() {
        AssertionId record = stored();
        try (Jedis jedis = server.client()) {
            jedis.scriptFlush();
        }
        assertThat(assertions.replace(samples.next(record), record.revision())).isEqualTo(new Written<>());
        assertThat(identities.insert(samples.identity("s", "u"))).isEqualTo(new Written<>());
    }

    @Test
    void aReplicaRefusesWritesAndChangesNothing() {
        AssertionId record = stored();
        try (Jedis jedis = server.client()) {
            jedis.replicaof("127.0.0.1", 1);
            try {
                assertUnavailable(() -> assertions.insert(samples.assertion()), "insert", "READONLY");
                assertUnavailable(() -> identities.insert(samples.identity("s", "u")), "insert", "READONLY");
                assertThat(storage.health().ready()).isFalse();
            } finally {
                jedis.replicaofNoOne();
            }
        }
        assertThat(assertions.replace(samples.next(record), record.revision())).isEqualTo(new Written<>());
    }

    @Test
    void aFullServerRefusesWritesAndStillReadsAndRemoves() {
        AssertionId record = stored();
        try (Jedis jedis = server.client()) {
            jedis.configSet("maxmemory", "1");
            assertUnavailable(() -> assertions.insert(samples.assertion()), "insert", "OOM");
            assertUnavailable(() -> assertions.replace(samples.next(record), record.revision()), "replace", "OOM");
            assertThat(assertions.find(record.key())).contains(record);
            assertThat(assertions.remove(record.key(), record.revision())).isEqualTo(new Written<>());
            jedis.configSet("maxmemory", "0");
        }
        assertThat(assertions.insert(samples.assertion())).isEqualTo(new Written<>());
    }

    @Test
    void aFrozenServerLeavesWritesOpenAndComesBack() {
        AssertionId record = stored();
        AssertionId next = samples.next(record);
        server.freeze();
        try {
            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() -> assertions.replace(next, record.revision()))
                    .satisfies(e -> assertThat(e.fault().code()).contains("TIMEOUT"));
            assertThatExceptionOfType(StorageUnavailableException.class)
                    .isThrownBy(() -> assertions.find(record.key()));
            // The two calls waited a second each.
            RedisServer.pause(3000);
        } finally {
            server.thaw();
        }
        assertThat(assertions.replace(next, record.revision())).isEqualTo(new Written<>());
        assertThat(assertions.find(record.key())).contains(next);
    }

    @Test
    void aServerThatStillLoadsIsUnavailable() {
        // A server that loads looks up from its work every 2 MB.
        RedisServer slow = RedisServer.start("--key-load-delay", "20000", "--rdbcompression", "no")
                .ready();
        Storage loading = new RedisStorageProvider().open(StorageSettings.of(slow.url(), clock));
        RecordStore<AssertionKey, AssertionId> store =
                loading.in(Namespace.DEFAULT).assertions();
        AssertionId record = samples.assertion();
        store.insert(record);
        try (Jedis jedis = slow.client()) {
            for (int i = 0; i < 200; i++) {
                jedis.set("other-" + i, "x".repeat(100_000));
            }
            jedis.save();
        }
        slow.kill();
        slow.started();
        RedisServer.await("a server that loads", () -> isLoading(() -> store.insert(samples.assertion())));
        assertUnavailable(() -> store.replace(samples.next(record), record.revision()), "replace", "LOADING");
        RedisServer.await("the end of it", () -> !isLoading(() -> store.find(record.key())));
        assertThat(store.replace(samples.next(record), record.revision())).isEqualTo(new Written<>());
        loading.close();
        slow.close();
    }

    @Test
    void whatWasAcknowledgedSurvivesACrashOfADurableServer() {
        RedisServer durable = RedisServer.start("--appendonly", "yes", "--appendfsync", "always")
                .ready();
        Storage before = new RedisStorageProvider().open(StorageSettings.of(durable.url(), clock));
        assertThat(before.capabilities()).contains(dev.granary.spi.Capability.DURABLE);
        Identity kept = samples.identity("kept", "u");
        before.in(Namespace.DEFAULT).identities().insert(kept);
        durable.kill();
        before.close();
        durable.started().ready();
        Storage after = new RedisStorageProvider().open(StorageSettings.of(durable.url(), clock));
        RecordStore<IdentityKey, Identity> store = after.in(Namespace.DEFAULT).identities();
        assertThat(store.find(kept.key())).contains(kept);
        assertThat(store.page(Selection.all(), Cursor.START, 9).records()).containsExactly(kept);
        after.close();
        durable.close();
    }

    private AssertionId stored() {
        AssertionId record = samples.assertion();
        assertThat(assertions.insert(record)).isEqualTo(new Written<>());
        return record;
    }

    private static boolean isLoading(Runnable call) {
        try {
            call.run();
            return false;
        } catch (StorageException e) {
            return e.fault().code().filter("LOADING"::equals).isPresent();
        }
    }

    private static void assertUnknown(ThrowingCallable call, String operation) {
        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.fault().operation()).isEqualTo(operation));
    }

    private static void assertUnavailable(ThrowingCallable call, String operation, String code) {
        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.fault().operation()).isEqualTo(operation))
                .satisfies(e -> assertThat(e.fault().code()).contains(code));
    }
}
