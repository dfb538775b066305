package dev.granary.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.granary.record.StorageUnavailableException;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.StorageSettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.params.SetParams;

/** What others keep, as it is read. */
class ForeignKeysIT {

    private static RedisServer server;

    private final HandClock clock = new HandClock();

    @BeforeAll
    static void start() {
        server = RedisServer.start().ready();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        try (Jedis jedis = server.client()) {
            jedis.flushAll();
        }
    }

    private ForeignKeys open() {
        return ForeignKeys.open(StorageSettings.of(server.url(), clock));
    }

    @Test
    void whatAKeyBeginsWithIsNoPattern() {
        Set<String> wanted = Set.of("a*b?[c]\\:1", "a*b?[c]\\:2\n", "a*b?[c]\\:");
        try (Jedis jedis = server.client();
                ForeignKeys keys = open()) {
            wanted.forEach(key -> jedis.set(key, "x"));
            List.of("axb?[c]\\:1", "a*bx[c]\\:1", "a*b?c\\:1", "b:a*b?[c]\\:1").forEach(key -> jedis.set(key, "x"));

            assertThat(found(keys, "a*b?[c]\\:")).isEqualTo(wanted);
        }
    }

    @Test
    void moreKeysThanAPageAreAllFound() {
        try (Jedis jedis = server.client();
                ForeignKeys keys = open()) {
            for (int i = 0; i < 2500; i++) {
                jedis.set("many:" + i, "x");
                jedis.set("other:" + i, "x");
            }

            assertThat(found(keys, "many:")).hasSize(2500);
        }
    }

    @Test
    void aKeyComesWithItsTypeItsTextAndItsLife() {
        try (Jedis jedis = server.client();
                ForeignKeys keys = open()) {
            jedis.set("text", "grüß");
            jedis.set("brief", "", SetParams.setParams().px(100_000));
            jedis.sadd("set", "x");

            List<ForeignKeys.Entry> read = keys.read(List.of("set", "gone", "text", "brief"));

            assertThat(read).extracting(ForeignKeys.Entry::key).containsExactly("set", "text", "brief");
            assertThat(read).extracting(ForeignKeys.Entry::type).containsExactly("set", "string", "string");
            assertThat(read)
                    .extracting(ForeignKeys.Entry::value)
                    .isEqualTo(List.of(Optional.empty(), Optional.of("grüß"), Optional.of("")));
            assertThat(read.get(1).life()).isEmpty();
            assertThat(read.get(2).life().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(100));
            assertThat(read.get(1)).asString().doesNotContain("grüß");
        }
    }

    @Test
    void whoMayNotReadIsToldSoWithoutAKey() {
        try (Jedis jedis = server.client()) {
            jedis.aclSetUser("reader", "on", ">pass", "~theirs:*", "+@all");
            jedis.set("theirs:1", "x");
            jedis.set("ours:1", "x");
        }
        String url = server.url().replace("redis://", "redis://reader:pass@");
        try (ForeignKeys keys = ForeignKeys.open(StorageSettings.of(url, clock))) {
            assertThat(keys.read(List.of("theirs:1"))).hasSize(1);
            assertThatExceptionOfType(StorageUnavailableException.class)
                    .isThrownBy(() -> keys.read(List.of("ours:1")))
                    .withMessageContainingAll("NOPERM", server.url(), "as user reader")
                    .withMessageNotContainingAny("ours:1", "pass");
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        try (ForeignKeys keys = ForeignKeys.open(StorageSettings.of("redis://:secret@127.0.0.1:1/7", clock))) {
            assertThat(keys.place()).isEqualTo("redis://127.0.0.1:1/7");
            assertThatExceptionOfType(StorageUnavailableException.class)
                    .isThrownBy(() -> found(keys, "x"))
                    .withMessageContainingAll("REFUSED", "redis://127.0.0.1:1/7")
                    .withMessageNotContaining("secret");
        }
    }

    @Test
    void aClusterIsReadByTheTagInItsKeys() {
        try (RedisCluster cluster = RedisCluster.start(false);
                RedisClusterClient client =
                        RedisClusterClient.create(cluster.primaries().get(0).address());
                ForeignKeys keys = ForeignKeys.open(StorageSettings.of(cluster.url(), clock))) {
            for (int i = 0; i < 1200; i++) {
                client.set("thv:{ns-1:name}:" + i, "x" + i);
                client.set("thv:{ns-2:name}:" + i, "x" + i);
            }

            Set<String> found = found(keys, "thv:{ns-1:name}:");

            assertThat(found).hasSize(1200);
            assertThat(keys.read(found)).hasSize(1200).allMatch(ForeignKeys.Entry::isText);
            assertThatExceptionOfType(StorageSettingsException.class)
                    .isThrownBy(() -> found(keys, "thv:"))
                    .withMessageContaining("{tag}");
        }
    }

    private static Set<String> found(ForeignKeys keys, String beginning) {
        List<String> found = new ArrayList<>();
        keys.forEach(beginning, found::add);
        return new TreeSet<>(found);
    }
}
