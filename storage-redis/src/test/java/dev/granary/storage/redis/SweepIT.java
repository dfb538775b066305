package dev.granary.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.grant.Grant;
import dev.granary.record.Change;
import dev.granary.record.Conflict;
import dev.granary.record.Cursor;
import dev.granary.record.IndexValue;
import dev.granary.record.Namespace;
import dev.granary.record.Page;
import dev.granary.record.Purged;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.Written;
import dev.granary.replay.AssertionId;
import dev.granary.replay.AssertionKey;
import dev.granary.spi.Storage;
import dev.granary.user.Identity;
import dev.granary.user.IdentityKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;

/** Index entries are there before their records, and go only when none can come any more. */
class SweepIT {

    private static RedisServer server;
    private static RedisClient client;

    private final HandClock clock = new HandClock();
    private final Samples samples = new Samples(clock);
    private Storage storage;
    private Drawer<IdentityKey, Identity> drawer;
    private RecordStore<IdentityKey, Identity> identities;

    @BeforeAll
    static void start() {
        server = RedisServer.start().ready();
        client = RedisClient.builder().hostAndPort(server.address()).build();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @BeforeEach
    void open() {
        client.flushAll();
        storage = RedisStorage.builder(client, clock).open();
        identities = storage.in(Namespace.DEFAULT).identities();
        Exchange exchange =
                new Exchange(PoolRoute.of(client), new Replication(0, Duration.ZERO), Duration.ofSeconds(1));
        drawer = new Drawer<>(
                new Ground(exchange, Scripts.load(), new Buckets(), "granary", clock),
                Namespace.DEFAULT,
                Identity.KIND);
    }

    @Test
    void theEntryOfAnInsertThatBrokeOffStaysForADayAndThenGoes() {
        Identity never = samples.identity("never", "user");
        breakOff(never);
        clock.advance(Duration.ofHours(23));
        purge();
        assertThat(entriesOf("user")).isEqualTo(1);
        clock.advance(Duration.ofHours(2));
        assertThat(purge()).isEqualTo(new Purged(0, true));
        assertThat(entriesOf("user")).isZero();
        assertThat(keys()).as("nothing is left of it").isEmpty();
    }

    @Test
    void anInsertThatIsOnItsWayForHalfADayIsStillListedAfterwards() {
        Identity slow = samples.identity("slow", "user");
        breakOff(slow);
        clock.advance(Duration.ofHours(12));
        purge();
        put(slow, Optional.empty());
        assertThat(listed("user")).containsExactly(slow);
    }

    @Test
    void anInsertThatArrivesTooLateIsRefusedAndBeginsAnew() {
        Identity late = samples.identity("late", "user");
        Optional<Long> latest = breakOff(late);
        assertThat(latest).isPresent();
        assertThat(put(late, Optional.of(1L))).as("in 1970 it was too late").isEqualTo(3L);
        assertThat(identities.find(late.key())).isEmpty();
        assertThat(identities.insert(late)).isEqualTo(new Written<>());
        assertThat(listed("user")).containsExactly(late);
    }

    @Test
    void anEntryThatWasWrittenAgainWhileASweepRanStays() {
        Identity again = samples.identity("again", "user");
        breakOff(again);
        clock.advance(Duration.ofHours(25));
        Instant horizon = clock.instant();
        Digest list = drawer.keys().digest("user", IndexValue.of("user"), 0);
        Request taking =
                new Sweep<>(drawer).settle(list, List.of(drawer.keys().digest(again.key())), Map.of(), horizon);
        breakOff(again);
        drawer.exchange().send(drawer.task("purge", Task.Effect.TIDY), taking);
        assertThat(entriesOf("user")).isEqualTo(1);
        put(again, Optional.empty());
        assertThat(listed("user")).containsExactly(again);
    }

    @Test
    void aLivingRecordKeepsItsEntryThroughAllSweeps() {
        Identity living = samples.identity("living", "user");
        identities.insert(living);
        for (int day = 0; day < 5; day++) {
            clock.advance(Duration.ofHours(25));
            assertThat(purge()).isEqualTo(new Purged(0, true));
            assertThat(listed("user")).containsExactly(living);
        }
    }

    @Test
    void aRecordThatWasRemovedAndInsertedAgainStaysListed() {
        Identity first = samples.identity("again", "user");
        identities.insert(first);
        identities.remove(first.key(), first.revision());
        assertThat(listed("user")).isEmpty();
        clock.advance(Duration.ofHours(23));
        Identity second = samples.identity("again", "user");
        breakOff(second);
        clock.advance(Duration.ofHours(2));
        purge();
        put(second, Optional.empty());
        assertThat(listed("user")).containsExactly(second);
        purge();
        assertThat(listed("user")).containsExactly(second);
    }

    @Test
    void theEntryOfALoserGoesAndThatOfTheWinnerStays() {
        Identity winner = samples.identity("contested", "winner");
        Identity loser = samples.identity("contested", "loser");
        identities.insert(winner);
        assertThat(identities.insert(loser)).isEqualTo(new Conflict<>(winner));
        assertThat(listed("loser")).isEmpty();
        clock.advance(Duration.ofHours(25));
        purge();
        assertThat(entriesOf("loser")).isZero();
        assertThat(listed("winner")).containsExactly(winner);
    }

    @Test
    void noIndexEntryGoesByItself() {
        identities.insert(samples.identity("s", "user"));
        storage.in(Namespace.DEFAULT).grants().insert(samples.grant("subject"));
        try (Jedis jedis = server.client()) {
            for (String key : keys()) {
                boolean isRecord = jedis.type(key).equals("string");
                boolean ends = jedis.pttl(key) > 0;
                assertThat(ends).as("%s has a time to live", key).isEqualTo(isRecord && key.contains(":grants:"));
            }
        }
    }

    @Test
    void whatTheServerDroppedByItselfIsPurgedFromItsLists() {
        Grant grant = samples.grant("subject");
        RecordStore<?, Grant> grants = storage.in(Namespace.DEFAULT).grants();
        grants.insert(grant);
        try (Jedis jedis = server.client()) {
            keys().stream().filter(key -> jedis.type(key).equals("string")).forEach(jedis::del);
        }
        clock.advance(Duration.ofDays(2));
        assertThat(grants.purge(clock.instant(), 10).complete()).isTrue();
        assertThat(keys()).allMatch(key -> key.endsWith(":n"));
        assertThat(storage.stats().records().values()).allMatch(count -> count == 0);
    }

    @Test
    void aBatchThatLetsARecordEndEarlierHasItPurgedThen() {
        RecordStore<AssertionKey, AssertionId> assertions =
                storage.in(Namespace.DEFAULT).assertions();
        AssertionId record = samples.assertion();
        AssertionId other = samples.assertion();
        assertions.insert(record);
        assertions.insert(other);
        assertThat(assertions.replaceAll(List.of(
                        new Change<>(shorter(record), record.revision()),
                        new Change<>(samples.next(other), other.revision()))))
                .containsExactly(new Written<>(), new Written<>());
        clock.advance(Duration.ofSeconds(40));
        assertThat(assertions.purge(clock.instant(), 10)).isEqualTo(new Purged(1, true));
    }

    @Test
    void theSecondChangeOfAKeyInABatchFollowsTheFirst() {
        RecordStore<AssertionKey, AssertionId> assertions =
                storage.in(Namespace.DEFAULT).assertions();
        AssertionId record = samples.assertion();
        assertions.insert(record);
        AssertionId shorter = shorter(record);
        AssertionId last = samples.next(shorter);
        assertThat(assertions.replaceAll(
                        List.of(new Change<>(shorter, record.revision()), new Change<>(last, shorter.revision()))))
                .containsExactly(new Written<>(), new Written<>());
        assertThat(assertions.find(record.key())).contains(last);
    }

    private AssertionId shorter(AssertionId record) {
        return new AssertionId(
                record.key(),
                clock.instant().plusSeconds(20),
                clock.instant().plusSeconds(30),
                record.stamp().next(samples.revision()));
    }

    @Test
    void aListThatOutgrowsItsKeyIsSplitAndListedWhole() {
        int count = IndexShelves.FIRST + 300;
        List<Identity> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Identity identity = samples.identity("s" + i, "crowd");
            all.add(identity);
            identities.insert(identity);
        }
        assertThat(listed("crowd")).containsExactlyInAnyOrderElementsOf(all);
        Identity last = all.get(count - 1);
        identities.remove(last.key(), last.revision());
        Identity again = samples.identity("s" + (count - 1), "crowd");
        assertThat(identities.insert(again)).isEqualTo(new Written<>());
        assertThat(listed("crowd")).hasSize(count).contains(again);
    }

    /** Writes the index entries of a record, as an insert does whose process dies then. */
    private Optional<Long> breakOff(Identity record) {
        return new Listings<>(drawer).add(record, drawer.keys().digest(record.key()));
    }

    /** Writes a record whose entries were written before. */
    private @Nullable Object put(Identity record, Optional<Long> latest) {
        Digest key = drawer.keys().digest(record.key());
        Swap swap = Swap.put(key, Optional.empty(), record, Identity.KIND.encode(record), clock.instant())
                .before(latest);
        return drawer.exchange().send(drawer.task("insert", Task.Effect.WRITE), drawer.wholeSwap(swap));
    }

    private Purged purge() {
        return identities.purge(clock.instant(), 100);
    }

    private List<Identity> listed(String user) {
        List<Identity> records = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<Identity> page = identities.page(Selection.by(Identity.BY_USER, IndexValue.of(user)), next.get(), 100);
            records.addAll(page.records());
            next = page.next();
        }
        return records;
    }

    private long entriesOf(String user) {
        Digest list = drawer.keys().digest("user", IndexValue.of(user), 0);
        return client.zcard(drawer.keys().index(list));
    }

    private List<String> keys() {
        return List.copyOf(client.keys("granary:*")).stream()
                .filter(key -> !key.endsWith(":probe"))
                .toList();
    }
}
