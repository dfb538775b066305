package dev.granary.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.granary.record.Namespace;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.RecordStore;
import dev.granary.record.StorageUnavailableException;
import dev.granary.record.Written;
import dev.granary.replay.AssertionId;
import dev.granary.replay.AssertionKey;
import dev.granary.spi.Capability;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With wait-replicas, a write counts when the replicas have it, and nobody is answered for another's write. */
class WaitIT {

    private static final int CALLERS = 8;

    private static RedisServer primary;
    private static RedisServer replica;

    private final HandClock clock = new HandClock();
    private final Samples samples = new Samples(clock);
    private final Namespace namespace = new Namespace("wait-" + hashCode());
    private Storage storage;
    private RecordStore<AssertionKey, AssertionId> assertions;

    @BeforeAll
    static void start() {
        primary = RedisServer.start().ready();
        replica = RedisServer.start("--replicaof", "127.0.0.1", "" + primary.port())
                .ready();
        RedisServer.await(
                "a replica in step",
                () -> replica.info("replication", "master_link_status").equals("up"));
    }

    @AfterAll
    static void stop() {
        replica.close();
        primary.close();
    }

    @BeforeEach
    void open() {
        RedisServer.await(
                "a replica in step",
                () -> replica.info("replication", "slave_repl_offset")
                        .equals(primary.info("replication", "master_repl_offset")));
        storage = open(clock);
        assertions = storage.in(namespace).assertions();
    }

    @AfterEach
    void close() {
        replica.thaw();
        storage.close();
    }

    @Test
    void aWriteThatAllReplicasHaveCounts() {
        AssertionId record = stored();
        assertThat(assertions.replace(samples.next(record), record.revision())).isEqualTo(new Written<>());
        assertThat(storage.capabilities()).contains(Capability.SURVIVES_FAILOVER);
    }

    @Test
    void noneOfManyWritesCountsWhileTheReplicaIsFrozen() {
        List<Callable<Boolean>> writes = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            AssertionId record = stored();
            AssertionId next = samples.next(record);
            writes.add(() -> isWritten(() -> assertions.replace(next, record.revision())));
        }
        try (Crowd crowd = new Crowd()) {
            replica.freeze();
            for (int round = 0; round < 3; round++) {
                assertThat(crowd.all(writes)).as("repeats too").containsOnly(false);
            }
            replica.thaw();
            RedisServer.await(
                    "a replica in step", () -> crowd.all(writes).stream().allMatch(written -> written));
        }
    }

    @Test
    void aRepeatOnAnotherConnectionWaitsForTheWriteOfTheFirst() {
        AssertionId record = samples.assertion();
        try (Storage other = open(clock)) {
            // All that this connection wrote has arrived: were it asked for its own writes, it would have none open.
            replica.freeze();
            assertThat(isWritten(() -> assertions.insert(record))).isFalse();
            RecordStore<AssertionKey, AssertionId> repeating =
                    other.in(namespace).assertions();
            assertThat(isWritten(() -> repeating.insert(record))).isFalse();
            assertThat(isWritten(() -> repeating.insert(record))).isFalse();
            replica.thaw();
            RedisServer.await("a replica in step", () -> isWritten(() -> repeating.insert(record)));
        }
    }

    @Test
    void aStorageDoesNotOpenWithoutItsReplicas() {
        replica.freeze();
        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() -> open(clock))
                .withMessageContaining("WAIT");
    }

    private AssertionId stored() {
        AssertionId record = samples.assertion();
        assertThat(assertions.insert(record)).isEqualTo(new Written<>());
        return record;
    }

    private static Storage open(HandClock clock) {
        return new RedisStorageProvider()
                .open(new StorageSettings(primary.url(), Map.of("wait-replicas", "1", "wait-timeout", "1s"), clock));
    }

    private static boolean isWritten(Supplier<Object> write) {
        try {
            return write.get().equals(new Written<>());
        } catch (OutcomeUnknownException e) {
            return false;
        }
    }
}
