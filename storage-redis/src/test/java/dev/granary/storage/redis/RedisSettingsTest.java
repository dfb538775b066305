package dev.granary.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.granary.spi.StorageSettings;
import dev.granary.spi.StorageSettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.HostAndPort;

class RedisSettingsTest {

    private final HandClock clock = new HandClock();

    @Test
    void theDefaultsAreThese() {
        RedisSettings settings = settings("redis://localhost", Map.of());
        assertThat(settings.url().hosts()).containsExactly(new HostAndPort("localhost", 6379));
        assertThat(settings.prefix()).isEqualTo("granary");
        assertThat(settings.database()).isZero();
        assertThat(settings.server().user()).isEmpty();
        assertThat(settings.server().password()).isEmpty();
        assertThat(settings.tls()).isEmpty();
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.poolSize()).isEqualTo(32);
        assertThat(settings.replication().isAwaited()).isFalse();
        assertThat(settings.allowsEviction()).isFalse();
    }

    @Test
    void aUrlIsTakenApart() {
        RedisSettings settings =
                settings("rediss://al%69ce:p%40ss+%2F@[::1]:7000/3?prefix=a:b&wait-replicas=2", Map.of());
        assertThat(settings.url().hosts()).containsExactly(new HostAndPort("::1", 7000));
        assertThat(settings.server().user()).contains("alice");
        assertThat(settings.server().password()).contains("p@ss+/");
        assertThat(settings.database()).isEqualTo(3);
        assertThat(settings.tls()).isPresent();
        assertThat(settings.prefix()).isEqualTo("a:b");
        assertThat(settings.replication()).isEqualTo(new Replication(2, Duration.ofSeconds(1)));
    }

    @Test
    void sentinelsAndNodesAreListed() {
        RedisUrl sentinel =
                settings("redis-sentinel://a:1,b/main", Map.of("database", "2")).url();
        assertThat(sentinel.hosts()).containsExactly(new HostAndPort("a", 1), new HostAndPort("b", 26379));
        assertThat(sentinel.path()).isEqualTo("main");
        RedisUrl cluster = settings("redis-cluster://a:1,b:2", Map.of()).url();
        assertThat(cluster.mode()).isEqualTo(RedisUrl.Mode.CLUSTER);
        assertThat(cluster.hosts()).hasSize(2);
    }

    @Test
    void secretsComeFromTheEnvironmentToo() {
        RedisSettings settings = settings("redis://localhost", Map.of("user", "alice", "password-env", "SECRET"));
        assertThat(settings.server().password()).contains("from the environment");
    }

    @Test
    void everyFaultIsToldAtOnce() {
        List<String> faults = faults(
                "redis://alice@localhost:99999?timeout=fast",
                Map.of(
                        "prefix", "{a}",
                        "database", "-1",
                        "pool-size", "0",
                        "wait-replicas", "many",
                        "allow-eviction", "yes",
                        "password-env", "UNSET",
                        "tls-ca", "/nowhere",
                        "colour", "red"));
        assertThat(String.join("\n", faults))
                .contains("url: expected host:port")
                .contains("timeout: expected a positive time")
                .contains("prefix: expected")
                .contains("database: expected")
                .contains("pool-size: expected")
                .contains("wait-replicas: expected")
                .contains("allow-eviction: expected")
                .contains("password-env: the environment variable is not set")
                .contains("tls-ca: given without TLS")
                .contains("password: missing")
                .contains("colour: unknown option; known are allow-eviction, connect-timeout");
    }

    @ParameterizedTest
    @CsvSource({
        "redis:localhost, expected redis://",
        "'redis://a:1,b:2', leads to one server",
        "redis-sentinel://a:1, name of the primary is missing",
        "redis-sentinel://a:1/main&sentinel-password=secret, name of the primary may only have",
        "redis-cluster://a:1/3, a cluster has only database 0",
        "redis://a?user:secret@b/0?prefix=x, once for each option",
        "redis://a?prefix, once for each option",
        "redis://a?prefix=x&prefix=y, once for each option",
        "redis://a?prefix=%zz, two hex digits",
        "rediss://a?tls-ca=/nowhere, cannot be read as PEM",
        "redis://a?wait-replicas=1&wait-timeout=3s, less than timeout",
        "redis://u:p@a?password-env=SECRET, given twice",
        "rediss://a?tls=false, given twice",
    })
    void aWrongUrlIsRefused(String url, String complaint) {
        assertThat(faults(url, Map.of())).anyMatch(fault -> fault.contains(complaint));
    }

    @Test
    void nothingShowsThePassword() {
        RedisSettings settings = settings("redis://alice:pa55word@localhost?sentinel-password=5entinel", Map.of());
        assertThat(settings.toString() + settings.describe() + settings.url())
                .contains("alice")
                .doesNotContain("pa55word")
                .doesNotContain("5entinel");
        assertThat(faults("redis://alice:pa55word@lo cal?colour=pa55word", Map.of())
                        .toString())
                .doesNotContain("pa55word");
    }

    private RedisSettings settings(String url, Map<String, String> options) {
        return RedisSettings.of(
                new StorageSettings(url, options, clock),
                name -> name.equals("SECRET") ? Optional.of("from the environment") : Optional.empty());
    }

    private List<String> faults(String url, Map<String, String> options) {
        return catchThrowableOfType(StorageSettingsException.class, () -> settings(url, options))
                .faults();
    }
}
