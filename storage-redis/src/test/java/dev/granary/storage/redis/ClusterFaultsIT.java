package dev.granary.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.Change;
import dev.granary.record.Cursor;
import dev.granary.record.IndexValue;
import dev.granary.record.Namespace;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.StorageException;
import dev.granary.record.Written;
import dev.granary.replay.AssertionId;
import dev.granary.replay.AssertionKey;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.tck.RuleResult;
import dev.granary.tck.StorageContract;
import dev.granary.tck.TckRun;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What happens when slots move and primaries die. */
class ClusterFaultsIT {

    private static RedisCluster cluster;

    private final HandClock clock = new HandClock();
    private final Samples samples = new Samples(clock);
    private final Buckets buckets = new Buckets();
    private Namespace namespace;

    @BeforeAll
    static void start() {
        cluster = RedisCluster.start(true);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void choose() {
        namespace = new Namespace("cluster-" + hashCode());
    }

    @Test
    void aSlotThatMovedIsFollowed() {
        try (Storage storage = open(Map.of())) {
            RecordStore<AssertionKey, AssertionId> store = storage.in(namespace).assertions();
            AssertionId record = samples.assertion();
            store.insert(record);
            int slot = slotOf(record);
            RedisServer from = cluster.ownerOf(slot);
            cluster.move(slot, from, otherThan(from));
            AssertionId next = samples.next(record);
            assertThat(store.replace(next, record.revision())).isEqualTo(new Written<>());
            assertThat(store.find(record.key())).contains(next);
            cluster.move(slot, otherThan(from), from);
            assertThat(store.find(record.key())).contains(next);
        }
    }

    @Test
    void aSlotOnItsWayIsAskedAtBothEnds() {
        try (Storage storage = open(Map.of("wait-replicas", "1"))) {
            RecordStore<AssertionKey, AssertionId> store = storage.in(namespace).assertions();
            AssertionId record = samples.assertion();
            store.insert(record);
            int slot = slotOf(record);
            RedisServer from = cluster.ownerOf(slot);
            AssertionId next = samples.next(record);
            cluster.move(slot, from, otherThan(from), () -> {
                assertThat(store.find(record.key())).contains(record);
                assertThat(store.replace(next, record.revision())).isEqualTo(new Written<>());
                assertThat(store.find(record.key())).contains(next);
                assertThat(store.replaceAll(List.of(new Change<>(next, record.revision()))))
                        .containsExactly(new Written<>());
            });
            assertThat(store.find(record.key())).contains(next);
        }
    }

    @Test
    void theRulesHoldWhileSlotsMove() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (Crowd crowd = new Crowd()) {
            Future<Integer> mover = crowd.begin(() -> moveSlots(done));
            List<RuleResult> results = TckRun.over(contract())
                    .only(id -> id.matches("ONCE-0[1589]|UNIQUE-.*|INDEX-0[2346]|RETAIN-0[25]"))
                    .rounds(100)
                    .run();
            done.set(true);
            assertThat(results).hasSizeGreaterThan(8);
            assertThat(results)
                    .allSatisfy(result ->
                            assertThat(result.failure()).as(result.id()).isEmpty());
            assertThat(mover.get()).as("slots moved").isGreaterThan(50);
        }
    }

    @Test
    void recordsAreSpreadEvenlyAndEachUserStaysListed() {
        try (Storage storage = open(Map.of())) {
            RecordStore<GrantId, Grant> grants = storage.in(namespace).grants();
            Set<Integer> slots = new HashSet<>();
            List<Long> before = sizes();
            for (int i = 0; i < 3000; i++) {
                Grant grant = samples.grant("user-" + i);
                grants.insert(grant);
                slots.add(slotOf(new KeySpace(buckets, "granary", namespace, "grants").digest(grant.id())));
            }
            assertThat(slots).as("slots that hold a grant").hasSizeGreaterThan(Buckets.COUNT * 9 / 10);
            List<Long> after = sizes();
            long all = after.stream().mapToLong(Long::longValue).sum()
                    - before.stream().mapToLong(Long::longValue).sum();
            for (int i = 0; i < 3; i++) {
                assertThat((after.get(i) - before.get(i)) * 3.0 / all)
                        .as("share of primary %d, 1 is fair", i)
                        .isBetween(0.85, 1.15);
            }
            assertThat(grants.page(Selection.by(Grant.BY_SUBJECT, IndexValue.of("user-77")), Cursor.START, 9)
                            .records())
                    .hasSize(1);
        }
    }

    @Test
    void aPrimaryThatDiesIsReplacedAndNothingWaitedForIsLost() throws Exception {
        try (RedisCluster mortal = RedisCluster.start(true);
                Storage storage = new RedisStorageProvider()
                        .open(new StorageSettings(
                                mortal.url(),
                                Map.of("wait-replicas", "1", "wait-timeout", "5s", "timeout", "10s"),
                                clock))) {
            RecordStore<AssertionKey, AssertionId> store = storage.in(namespace).assertions();
            List<AssertionId> acknowledged = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                AssertionId record = samples.assertion();
                assertThat(store.insert(record)).isEqualTo(new Written<>());
                acknowledged.add(record);
            }
            mortal.primaries().get(0).kill();
            for (AssertionId record : acknowledged) {
                assertThat(insist(() -> store.find(record.key()))).contains(record);
            }
            assertThat(storage.health().ready()).isFalse();
        }
    }

    /** Moves one slot after the other until told to stop; says how many. */
    private static int moveSlots(AtomicBoolean done) {
        int moved = 0;
        Buckets buckets = new Buckets();
        for (int bucket = 0; !done.get(); bucket = (bucket + 1) % Buckets.COUNT) {
            int slot = buckets.slot(bucket);
            RedisServer from = cluster.ownerOf(slot);
            cluster.move(slot, from, otherThan(from));
            moved++;
            RedisServer.pause(10);
        }
        return moved;
    }

    private static RedisServer otherThan(RedisServer server) {
        List<RedisServer> primaries = cluster.primaries();
        return primaries.get((primaries.indexOf(server) + 1) % primaries.size());
    }

    private static List<Long> sizes() {
        List<Long> sizes = new ArrayList<>();
        for (RedisServer server : cluster.primaries()) {
            try (Jedis jedis = server.client()) {
                sizes.add(jedis.dbSize());
            }
        }
        return sizes;
    }

    private static <T> T insist(Callable<T> call) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            try {
                return call.call();
            } catch (StorageException e) {
                RedisServer.pause(20);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("no answer in 1,000 attempts");
    }

    private int slotOf(AssertionId record) {
        return slotOf(new KeySpace(buckets, "granary", namespace, "assertions").digest(record.key()));
    }

    private int slotOf(Digest digest) {
        return buckets.slot(digest.bucket());
    }

    private Storage open(Map<String, String> options) {
        return new RedisStorageProvider().open(new StorageSettings(cluster.url(), options, clock));
    }

    private static StorageContract contract() {
        return new StorageContract() {
            @Override
            public Storage open(InstantSource clock) {
                return new RedisStorageProvider().open(StorageSettings.of(cluster.url(), clock));
            }

            @Override
            public Optional<Storage> openAnother(InstantSource clock) {
                return Optional.of(open(clock));
            }
        };
    }
}
