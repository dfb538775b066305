package dev.granary.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.granary.record.Namespace;
import dev.granary.record.StorageUnavailableException;
import dev.granary.record.Written;
import dev.granary.replay.AssertionId;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS in each mode, with an authority of the operator's own. The servers take no plain connection. */
class EncryptionIT {

    @TempDir
    private static Path directory;

    private static Certificate mine;

    /** An authority that has signed none of the servers' certificates. */
    private static Path foreign;

    private final HandClock clock = new HandClock();

    @BeforeAll
    static void certify() throws Exception {
        mine = Certificate.in(directory);
        foreign = Certificate.in(Files.createDirectory(directory.resolve("foreign")))
                .authority();
    }

    @Test
    void aServerIsReachedByItsNameOnly() {
        try (RedisServer server = RedisServer.encrypted(mine).ready()) {
            String url = "rediss://localhost:" + server.port();
            assertWorks(url, Map.of());
            assertRefused(url, Map.of("tls-ca", foreign.toString()));
            assertRefused(url, Map.of("tls-ca", ""));
            // The certificate does not name this address.
            assertRefused("rediss://127.0.0.2:" + server.port(), Map.of());
        }
    }

    @Test
    void sentinelsAndThePrimaryTheyNameAreEncrypted() {
        try (SentinelGroup group = SentinelGroup.encrypted(mine)) {
            assertWorks(group.url(), Map.of("tls", "true"));
            assertRefused(group.url(), Map.of("tls", "true", "tls-ca", foreign.toString()));
        }
    }

    @Test
    void everyNodeOfAClusterIsEncrypted() {
        try (RedisCluster cluster = RedisCluster.encrypted(mine)) {
            assertWorks(cluster.url(), Map.of("tls", "true"));
            assertRefused(cluster.url(), Map.of("tls", "true", "tls-ca", foreign.toString()));
        }
    }

    /** Writes enough that every primary of a cluster has some. */
    private void assertWorks(String url, Map<String, String> options) {
        try (Storage storage = open(url, options)) {
            assertThat(storage.health().ready()).isTrue();
            Samples samples = new Samples(clock);
            var store = storage.in(Namespace.DEFAULT).assertions();
            for (int i = 0; i < 50; i++) {
                AssertionId record = samples.assertion();
                assertThat(store.insert(record)).isEqualTo(new Written<>());
                assertThat(store.find(record.key())).contains(record);
            }
        }
    }

    private void assertRefused(String url, Map<String, String> options) {
        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() -> open(url, options).close())
                .withMessageContaining("TLS");
    }

    private Storage open(String url, Map<String, String> options) {
        Map<String, String> all =
                new HashMap<>(Map.of("tls-ca", mine.authority().toString()));
        all.putAll(options);
        all.values().removeIf(String::isEmpty);
        return new RedisStorageProvider().open(new StorageSettings(url, all, clock));
    }
}
