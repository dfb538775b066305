package dev.granary.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.Change;
import dev.granary.record.Cursor;
import dev.granary.record.IndexValue;
import dev.granary.record.Namespace;
import dev.granary.record.Page;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.Written;
import dev.granary.replay.AssertionId;
import dev.granary.session.SessionId;
import dev.granary.spi.Records;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.upstream.UpstreamToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What operations cost, as the server counts it. */
class CostIT {

    private static RedisServer server;
    private static Storage storage;

    private static final HandClock CLOCK = new HandClock();

    private final Samples samples = new Samples(CLOCK);
    private Records records;

    @BeforeAll
    static void start() {
        server = RedisServer.start().ready();
        storage = new RedisStorageProvider().open(StorageSettings.of(server.url(), CLOCK));
        // So that the scripts are known: afterwards a run of one is a single command.
        Samples samples = new Samples(CLOCK);
        storage.in(Namespace.DEFAULT).grants().insert(samples.grant("subject"));
        CLOCK.advance(Duration.ofDays(1));
        storage.in(Namespace.DEFAULT).grants().purge(CLOCK.instant(), 10);
    }

    @BeforeEach
    void choose() {
        records = storage.in(new Namespace("cost-" + hashCode()));
    }

    @AfterAll
    static void stop() {
        storage.close();
        server.close();
    }

    @Test
    void introspectionIsOneRoundTrip() {
        Grant grant = stored("subject");
        Cost cost = costOf(() -> records.grants().find(grant.id()));
        assertThat(cost).isEqualTo(new Cost(1, Map.of("get", 1)));
    }

    @Test
    void aTransitionIsTwoRoundTripsAndTouchesOneKey() {
        Grant grant = stored("subject");
        Cost cost = costOf(() -> {
            Grant found = records.grants().find(grant.id()).orElseThrow();
            assertThat(records.grants().replace(samples.revoked(found), found.revision()))
                    .isEqualTo(new Written<>());
        });
        assertThat(cost).isEqualTo(new Cost(2, Map.of("get", 1, "evalsha", 1, "getrange", 1, "set", 1)));
    }

    @Test
    void usingAnAssertionUpIsOneRoundTrip() {
        AssertionId assertion = samples.assertion();
        Cost cost = costOf(() -> records.assertions().insert(assertion));
        assertThat(cost.roundTrips()).isEqualTo(1);
        assertThat(cost.commands()).containsEntry("evalsha", 1);
    }

    @Test
    void aGrantIsInsertedInTwoRoundTrips() {
        Grant grant = samples.grant("subject");
        Cost cost = costOf(() -> records.grants().insert(grant));
        assertThat(cost.roundTrips()).isEqualTo(2);
        assertThat(cost.commands()).containsEntry("evalsha", 4);
    }

    @Test
    void allTokensOfASessionAreTwoRoundTrips() {
        SessionId session = samples.session();
        for (String provider : List.of("one", "two", "three")) {
            records.upstreamTokens().insert(samples.token(session, provider));
        }
        Cost cost = costOf(() -> {
            Page<UpstreamToken> page = records.upstreamTokens()
                    .page(Selection.by(UpstreamToken.BY_SESSION, IndexValue.of(session.value())), Cursor.START, 100);
            assertThat(page.records()).hasSize(3);
            assertThat(page.next()).isEmpty();
        });
        assertThat(cost).isEqualTo(new Cost(2, Map.of("zrangebyscore", 1, "mget", 1)));
    }

    @Test
    void revokingASubjectTakesAsManyRoundTripsForManyGrantsAsForOne() {
        for (int i = 0; i < 20; i++) {
            stored("busy");
        }
        RecordStore<GrantId, Grant> grants = records.grants();
        Cost cost = costOf(() -> {
            List<Grant> all = grants.page(Selection.by(Grant.BY_SUBJECT, IndexValue.of("busy")), Cursor.START, 100)
                    .records();
            List<Change<Grant>> changes = all.stream()
                    .map(grant -> new Change<>(samples.revoked(grant), grant.revision()))
                    .toList();
            assertThat(grants.replaceAll(changes)).hasSize(20).containsOnly(new Written<>());
        });
        assertThat(cost.commands()).containsEntry("evalsha", 20).containsEntry("mget", 1);
        assertThat(cost.roundTrips()).as("the batch may come in two reads").isBetween(3, 5);
    }

    @Test
    void noCommandWalksTheWholeKeySpace() {
        Cost cost = costOf(() -> {
            Grant grant = stored("subject");
            records.grants().findAll(List.of(grant.id()));
            records.grants().page(Selection.all(), Cursor.START, 100);
            records.grants().purge(CLOCK.instant(), 100);
            records.grants().remove(grant.id(), grant.revision());
            storage.stats();
            storage.health();
        });
        assertThat(cost.commands()).doesNotContainKeys("keys", "scan", "sscan", "hscan", "zscan", "smembers");
    }

    private Grant stored(String subject) {
        Grant grant = samples.grant(subject);
        assertThat(records.grants().insert(grant)).isEqualTo(new Written<>());
        return grant;
    }

    private static Cost costOf(Runnable operation) {
        try (Jedis jedis = server.client()) {
            jedis.ping();
            jedis.configResetStat();
            operation.run();
            Map<String, String> info = Pairs.ofLines(jedis.info("everything").getBytes(StandardCharsets.UTF_8));
            Map<String, Integer> commands = new TreeMap<>();
            info.forEach((name, value) -> {
                String command = name.replace("cmdstat_", "");
                if (name.startsWith("cmdstat_") && !command.matches("config.*|info|ping")) {
                    commands.put(command, Integer.parseInt(value.replaceAll("calls=([0-9]+),.*", "$1")));
                }
            });
            // One of the reads is that of the INFO itself.
            return new Cost(Integer.parseInt(info.get("total_reads_processed")) - 1, commands);
        }
    }

    private record Cost(int roundTrips, Map<String, Integer> commands) {}
}
