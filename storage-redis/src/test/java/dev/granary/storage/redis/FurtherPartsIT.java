package dev.granary.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.record.Cursor;
import dev.granary.record.IndexValue;
import dev.granary.record.Namespace;
import dev.granary.record.Page;
import dev.granary.record.Purged;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.Stamp;
import dev.granary.record.Written;
import dev.granary.replay.AssertionId;
import dev.granary.replay.AssertionKey;
import dev.granary.spi.Storage;
import dev.granary.user.Identity;
import dev.granary.user.IdentityKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;

/** However many records fall into a bucket, its lists stay short, and are read, swept and purged whole. */
class FurtherPartsIT {

    private static final int MANY = 500;
    private static final int BUCKET = 700;

    private static final KeySpace IDENTITIES = keys("identities");
    private static final KeySpace ASSERTIONS = keys("assertions");
    private static final List<String> USERS = together(user -> IDENTITIES.digest("user", IndexValue.of(user), 0));
    private static final List<String> SUBJECTS =
            together(subject -> IDENTITIES.digest(new IdentityKey("upstream", subject)));
    private static final List<String> TOKENS = together(token -> ASSERTIONS.digest(assertion(token)));

    private static RedisServer server;
    private static RedisClient client;

    private final HandClock clock = new HandClock();
    private final Samples samples = new Samples(clock);
    private Storage storage;
    private RecordStore<IdentityKey, Identity> identities;
    private RecordStore<AssertionKey, AssertionId> assertions;

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
        assertions = storage.in(Namespace.DEFAULT).assertions();
    }

    @Test
    void allOfThemAreListedOnceInPages() {
        List<Identity> all = identities();
        all.forEach(identities::insert);
        assertThat(listed(Selection.all(), MANY)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(listed(Selection.all(), 7)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(storage.stats().records()).containsEntry("identities", (long) MANY);
    }

    @Test
    void everyListStaysInItsCompactForm() {
        identities().forEach(identities::insert);
        assertions().forEach(assertions::insert);
        try (Jedis jedis = server.client()) {
            List<String> lists = jedis.keys("granary:*").stream()
                    .filter(key -> jedis.type(key).equals("zset"))
                    .toList();
            assertThat(lists).hasSizeGreaterThan(3 * 16);
            assertThat(lists)
                    .allSatisfy(key -> assertThat(jedis.objectEncoding(key)).isIn("listpack", "ziplist"));
        }
    }

    @Test
    void whatIsRemovedLeavesTheListItIsIn() {
        List<Identity> all = identities();
        all.forEach(identities::insert);
        List<Identity> gone = all.subList(50, 450);
        gone.forEach(identity -> assertThat(identities.remove(identity.key(), identity.revision()))
                .isEqualTo(new Written<>()));
        assertThat(listed(Selection.all(), 9)).hasSize(100).doesNotContainAnyElementsOf(gone);
        assertThat(storage.stats().records()).containsEntry("identities", 100L);
        Identity again = gone.get(399);
        identities.insert(again);
        assertThat(listed(Selection.all(), 9)).hasSize(101).contains(again);
    }

    @Test
    void whatIsOverIsPurgedFromAllParts() {
        List<AssertionId> all = assertions();
        all.forEach(assertions::insert);
        clock.advance(Duration.ofMinutes(5));
        int removed = 0;
        for (int step = 0; step <= MANY / 100; step++) {
            Purged purged = assertions.purge(clock.instant(), 100);
            assertThat(purged.removed()).isLessThanOrEqualTo(100);
            removed += purged.removed();
        }
        assertThat(removed).isEqualTo(MANY);
        assertThat(listed()).isEmpty();
        assertThat(storage.stats().records()).containsEntry("assertions", 0L);
        assertThat(members(":d")).as("left to look at").isZero();
    }

    @Test
    void indexesAreSweptFromAllParts() {
        List<Identity> all = identities();
        all.forEach(identities::insert);
        all.forEach(identity -> identities.remove(identity.key(), identity.revision()));
        clock.advance(Duration.ofHours(25));
        assertThat(identities.purge(clock.instant(), 10).complete()).isFalse();
        for (int step = 0; step < 5; step++) {
            identities.purge(clock.instant(), MANY);
        }
        assertThat(identities.purge(clock.instant(), MANY).complete()).isTrue();
        assertThat(members(":s")).isZero();
        assertThat(members(":i")).isZero();
    }

    @Test
    void aCursorBeyondAllPartsIsRefused() {
        identities().forEach(identities::insert);
        Cursor given = identities.page(Selection.all(), Cursor.START, 7).next().orElseThrow();
        Cursor forged = new Cursor(given.value().replaceFirst("\\.[0-9]+\\.", ".17408."));
        assertThatThrownBy(() -> identities.page(Selection.all(), forged, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cursor: ");
    }

    /** All in one bucket, as are the lists of their users. */
    private List<Identity> identities() {
        return IntStream.range(0, MANY)
                .mapToObj(i -> samples.identity(SUBJECTS.get(i), USERS.get(i)))
                .toList();
    }

    private List<AssertionId> assertions() {
        return TOKENS.stream()
                .map(token -> new AssertionId(
                        assertion(token),
                        clock.instant().plusSeconds(60),
                        clock.instant().plusSeconds(65),
                        Stamp.first(samples.revision())))
                .toList();
    }

    private static AssertionKey assertion(String token) {
        return new AssertionKey("client", "issuer", token);
    }

    private static KeySpace keys(String kind) {
        return new KeySpace(new Buckets(), "granary", Namespace.DEFAULT, kind);
    }

    private static List<String> together(Function<String, Digest> digest) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> Integer.toString(i))
                .filter(each -> digest.apply(each).bucket() == BUCKET)
                .limit(MANY)
                .toList();
    }

    private List<Identity> listed(Selection<Identity> selection, int limit) {
        List<Identity> records = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<Identity> page = identities.page(selection, next.get(), limit);
            assertThat(page.records()).hasSizeLessThanOrEqualTo(limit);
            records.addAll(page.records());
            next = page.next();
        }
        return records;
    }

    private List<AssertionId> listed() {
        return assertions.page(Selection.all(), Cursor.START, MANY).records();
    }

    /** How many members the lists of this sort have, marks left out. */
    private static long members(String list) {
        try (Jedis jedis = server.client()) {
            return jedis.keys("granary:*" + list + "*:*").stream()
                    .filter(key -> jedis.type(key).equals("zset"))
                    .flatMap(key -> jedis.zrange(key, 0, -1).stream())
                    .filter(member -> !member.equals(Entry.MARK))
                    .count();
        }
    }
}
