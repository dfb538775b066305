package dev.granary.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.record.IndexValue;
import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.util.JedisClusterCRC16;

class KeySpaceTest {

    private final Buckets buckets = new Buckets();
    private final KeySpace keys = new KeySpace(buckets, "granary", new Namespace("one"), "grants");

    @Test
    void partsOfKeysDoNotRunTogether() {
        KeySpace other = new KeySpace(buckets, "granary", new Namespace("onegrants"), "grants");
        Set<Digest> digests = new HashSet<>(List.of(
                keys.digest(key("a", "bc")),
                keys.digest(key("ab", "c")),
                keys.digest(key("a", "b", "c")),
                keys.digest(key("abc")),
                other.digest(key("abc")),
                keys.digest("a", IndexValue.of("bc"), 0),
                keys.digest("ab", IndexValue.of("c"), 0),
                keys.digest("a", IndexValue.of("bc"), 1)));
        assertThat(digests).hasSize(8);
    }

    @Test
    void allKeysAroundARecordLieInOneSlot() {
        for (int i = 0; i < 500; i++) {
            Digest digest = keys.digest(key("record " + i));
            assertThat(keys.around(digest))
                    .allMatch(each -> JedisClusterCRC16.getSlot(each) == buckets.slot(digest.bucket()));
            assertThat(keys.aroundIndex(digest))
                    .allMatch(each -> JedisClusterCRC16.getSlot(each) == buckets.slot(digest.bucket()));
        }
    }

    @Test
    void theSlotsOfTheBucketsAreSpreadEvenly() {
        assertThat(IntStream.range(0, Buckets.COUNT).map(bucket -> buckets.slot(bucket) / 16))
                .containsExactly(IntStream.range(0, Buckets.COUNT).boxed().toArray(Integer[]::new));
    }

    @Test
    void recordsAreSpreadOverAllBuckets() {
        Set<Integer> used = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            used.add(keys.digest(key("record " + i)).bucket());
        }
        assertThat(used).hasSize(Buckets.COUNT);
    }

    @Test
    void recordsOfABucketAreSpreadOverAllItsFurtherParts() {
        Set<List<Integer>> used = new HashSet<>();
        for (int i = 0; i < 300_000; i++) {
            Digest digest = keys.digest(key("record " + i));
            used.add(List.of(digest.bucket(), digest.part()));
        }
        assertThat(used).hasSize(Buckets.COUNT * KeySpace.FURTHER);
        assertThat(used).allMatch(place -> place.get(1) >= 1 && place.get(1) <= KeySpace.FURTHER);
    }

    @Test
    void aKeyIsSpelledLikeThis() {
        String key = new String(keys.record(keys.digest(key("a"))), StandardCharsets.US_ASCII);
        assertThat(key).matches("granary:\\{[0-9]+}:grants:[A-Za-z0-9_-]{24}");
    }

    @Test
    void timesOrderAsTheirDigitsDo() {
        List<Instant> times = List.of(
                Instant.EPOCH,
                Instant.parse("2026-01-02T03:04:05.000006Z"),
                Instant.parse("2026-01-02T03:04:05.000007Z"),
                Instant.parse("2286-11-20T17:46:40Z"),
                Instant.parse("9999-12-31T23:59:59Z"));
        assertThat(times.stream().map(StoredValue::digits)).isSorted().allMatch(digits -> digits.length() == 18);
        assertThat(StoredValue.digits(Instant.MIN)).isEqualTo("0".repeat(18));
        assertThat(StoredValue.digits(Instant.MAX)).isEqualTo(StoredValue.digits(times.get(4)));
    }

    private static RecordKey key(String... parts) {
        return () -> List.of(parts);
    }
}
