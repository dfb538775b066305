package dev.granary.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.granary.record.StorageUnavailableException;
import dev.granary.spi.Capability;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.StorageSettingsException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;

/** What is looked at when a storage is opened. */
class OpeningIT {

    private static final Replication NONE = new Replication(0, Duration.ZERO);

    private final HandClock clock = new HandClock();

    @Test
    void aServerThatEvictsIsRefusedUnlessThatIsAllowed() {
        try (RedisServer server =
                RedisServer.start("--maxmemory-policy", "allkeys-lru").ready()) {
            assertThatExceptionOfType(StorageSettingsException.class)
                    .isThrownBy(() -> new RedisStorageProvider().open(StorageSettings.of(server.url(), clock)))
                    .withMessageContaining("[allkeys-lru]")
                    .withMessageContaining("allow-eviction=true");
            try (Storage storage = new RedisStorageProvider()
                    .open(new StorageSettings(server.url(), Map.of("allow-eviction", "true"), clock))) {
                assertThat(storage.health().ready()).isTrue();
            }
        }
    }

    @Test
    void aNodeOfAClusterIsNoSingleServer() {
        try (RedisServer node = RedisServer.start("--cluster-enabled", "yes").ready()) {
            assertThatExceptionOfType(StorageSettingsException.class)
                    .isThrownBy(() -> new RedisStorageProvider().open(StorageSettings.of(node.url(), clock)))
                    .withMessageContaining("use redis-cluster://");
        }
    }

    @Test
    void whatIsNotKeptOnDiskIsTold() {
        try (RedisServer server = RedisServer.start().ready();
                RedisClient client =
                        RedisClient.builder().hostAndPort(server.address()).build();
                Jedis jedis = server.client()) {
            assertThat(opening(client).warnings()).anyMatch(line -> line.contains("a restart loses all grants"));
            jedis.configSet("save", "3600 1");
            assertThat(opening(client).warnings()).anyMatch(line -> line.contains("a crash may lose the last writes"));
            jedis.configSet("appendonly", "yes");
            assertThat(opening(client).capabilities()).containsOnly(Capability.SHARED);
            jedis.configSet("appendfsync", "always");
            assertThat(opening(client).capabilities()).containsOnly(Capability.SHARED, Capability.DURABLE);
            assertThat(opening(client).warnings()).noneMatch(line -> line.contains("disk") || line.contains("crash"));
        }
    }

    @Test
    void itsPoolTellsHowItIsUsed() {
        try (RedisServer server = RedisServer.start().ready();
                RedisClient client =
                        RedisClient.builder().hostAndPort(server.address()).build();
                RedisStorage storage = RedisStorage.builder(client, clock).open();
                Connection lent = client.getPool().getResource()) {
            assertThat(lent.isConnected()).isTrue();
            assertThat(storage.pool()).hasValueSatisfying(pool -> {
                assertThat(pool.active()).isEqualTo(1);
                assertThat(pool.waiting()).isZero();
                assertThat(pool.most()).isEqualTo(client.getPool().getMaxTotal());
            });
        }
    }

    @Test
    void aClientOfTheHostsStaysOpen() {
        try (RedisServer server = RedisServer.start().ready();
                RedisClient client =
                        RedisClient.builder().hostAndPort(server.address()).build()) {
            RedisStorage storage =
                    RedisStorage.builder(client, clock).prefix("tenant:7").open();
            assertThat(client.keys("*")).allMatch(key -> key.startsWith("tenant:7:"));
            storage.close();
            assertThat(client.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void replicasThatAreWaitedForMustBeThere() {
        try (RedisServer server = RedisServer.start().ready();
                RedisClient client =
                        RedisClient.builder().hostAndPort(server.address()).build()) {
            RedisStorage.Builder builder = RedisStorage.builder(client, clock).waitReplicas(1, Duration.ofMillis(10));
            assertThatExceptionOfType(StorageUnavailableException.class)
                    .isThrownBy(builder::open)
                    .withMessageContaining("WAIT");
        }
    }

    private static Opening opening(RedisClient client) {
        Exchange exchange = new Exchange(PoolRoute.of(client), NONE, Duration.ofSeconds(1));
        return new Opening(ServerFacts.of(exchange), NONE, false, false);
    }
}
