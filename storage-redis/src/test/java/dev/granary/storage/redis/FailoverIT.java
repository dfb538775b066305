package dev.granary.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.Namespace;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.StorageException;
import dev.granary.record.Written;
import dev.granary.replay.AssertionId;
import dev.granary.replay.AssertionKey;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What a failover takes back, with and without waiting for replicas. */
class FailoverIT {

    private static final int GRANTS = 100;
    private static final int REPLICAS = 2;

    private final HandClock clock = new HandClock();
    private final Samples samples = new Samples(clock);

    @Test
    void withoutWaitingAcknowledgedRevocationsAreLost() {
        Loss loss = failOver(Map.of());
        assertThat(loss.acknowledged()).as("revocations acknowledged").isEqualTo(GRANTS);
        assertThat(loss.lost()).as("of them lost").isPositive();
    }

    @Test
    void waitingForAllReplicasLosesNoAcknowledgedRevocation() {
        Loss loss = failOver(Map.of("wait-replicas", "" + REPLICAS, "wait-timeout", "20ms"));
        assertThat(loss.acknowledged()).as("revocations acknowledged").isBetween(1, GRANTS - 1);
        assertThat(loss.lost()).as("of them lost").isZero();
    }

    @Test
    void exactlyOneWinsAlthoughThePrimaryDiesMeanwhile() throws Exception {
        try (SentinelGroup group = SentinelGroup.start(REPLICAS);
                Crowd crowd = new Crowd();
                Storage storage = open(group, Map.of("wait-replicas", "" + REPLICAS, "wait-timeout", "200ms"))) {
            RecordStore<AssertionKey, AssertionId> store =
                    storage.in(Namespace.DEFAULT).assertions();
            RedisServer primary = group.primary();
            Future<Boolean> failover = crowd.begin(() -> {
                RedisServer.pause(300);
                primary.kill();
                group.awaitSuccessorOf(primary);
                // Waiting for two replicas needs two: the dead one comes back as a replica.
                primary.started();
                return true;
            });
            int races = 0;
            while (!failover.isDone() || races < 100) {
                races++;
                assertThat(race(crowd, store)).as("winners of race %d", races).isEqualTo(1);
            }
            assertThat(failover.get(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private long race(Crowd crowd, RecordStore<AssertionKey, AssertionId> store) {
        AssertionId record = samples.assertion();
        insist(() -> store.insert(record));
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            AssertionId mine = samples.next(record);
            racers.add(
                    () -> insist(() -> store.replace(mine, record.revision())).equals(new Written<>()));
        }
        return crowd.all(racers).stream().filter(won -> won).count();
    }

    /** Repeats the same attempt until it has an answer, as the contract allows. */
    private static <T> T insist(Callable<T> call) {
        for (int attempt = 0; attempt < 3000; attempt++) {
            try {
                return call.call();
            } catch (StorageException e) {
                RedisServer.pause(10);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("no answer in 3,000 attempts");
    }

    /** Revokes grants while the replicas fall behind, then kills the primary. */
    private Loss failOver(Map<String, String> options) {
        try (SentinelGroup group = SentinelGroup.start(REPLICAS);
                Storage storage = open(group, options)) {
            RecordStore<GrantId, Grant> grants = storage.in(Namespace.DEFAULT).grants();
            List<Grant> all = new ArrayList<>();
            for (int i = 0; i < GRANTS; i++) {
                Grant grant = samples.grant("subject");
                insist(() -> grants.insert(grant));
                all.add(grant);
            }
            RedisServer.await("replicas in step", () -> isInStep(group));
            RedisServer primary = group.primary();
            List<GrantId> acknowledged = revoke(grants, all, primary, group.replicas());
            primary.kill();
            group.replicas().forEach(RedisServer::thaw);
            group.awaitSuccessorOf(primary);
            List<GrantId> lost = acknowledged.stream()
                    .filter(id -> !insist(() -> grants.find(id)).orElseThrow().isRevoked())
                    .toList();
            return new Loss(acknowledged.size(), lost.size());
        }
    }

    private static boolean isInStep(SentinelGroup group) {
        String offset = group.primary().info("replication", "master_repl_offset");
        return group.replicas().stream()
                .allMatch(replica ->
                        replica.info("replication", "slave_repl_offset").equals(offset));
    }

    /** Writes more than fits between the servers, so that what follows is only at the primary. */
    private static void fallBehind(RedisServer primary) {
        try (Jedis jedis = primary.client()) {
            for (int i = 0; i < 32; i++) {
                jedis.set("bulk-" + i, "x".repeat(1 << 20));
            }
        }
    }

    /** Half of the revocations come after the replicas stopped. */
    private List<GrantId> revoke(
            RecordStore<GrantId, Grant> grants, List<Grant> all, RedisServer primary, List<RedisServer> replicas) {
        List<GrantId> acknowledged = new ArrayList<>();
        for (Grant grant : all) {
            if (all.indexOf(grant) == GRANTS / 2) {
                replicas.forEach(RedisServer::freeze);
                fallBehind(primary);
            }
            try {
                ReplaceOutcome<Grant> outcome = grants.replace(samples.revoked(grant), grant.revision());
                assertThat(outcome).isEqualTo(new Written<>());
                acknowledged.add(grant.id());
            } catch (OutcomeUnknownException e) {
                // Not acknowledged, so nobody was promised anything.
                assertThat(e.fault().code()).contains("WAIT");
            }
        }
        return acknowledged;
    }

    private Storage open(SentinelGroup group, Map<String, String> options) {
        return new RedisStorageProvider().open(new StorageSettings(group.url(), options, clock));
    }

    private record Loss(int acknowledged, int lost) {}
}
