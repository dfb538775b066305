package dev.granary.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.StorageSettingsException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A URL is settings or refused, and neither prints the password. */
class RedisSettingsFuzzTest {

    private static final String PASSWORD = "pass-that-nobody-sees";

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "redis://localhost",
                        "redis://user:" + PASSWORD + "@localhost:6379/0?prefix=a:b&wait-replicas=2&wait-timeout=500ms",
                        "rediss://al%69ce:" + PASSWORD + "@[::1]:7000/3?timeout=5s&tls=true",
                        "redis-sentinel://:" + PASSWORD + "@one:26379,two/mymaster?sentinel-password=" + PASSWORD,
                        "redis-cluster://one:6379,two:6380?pool-size=4&allow-eviction=true&password-env=NAME")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void aUrlIsSettingsOrRefused(byte[] bytes) {
        String url = new String(bytes, StandardCharsets.UTF_8);
        new RedisStorageProvider().accepts(url);
        StorageSettings given = new StorageSettings(url, Map.of(), new HandClock());
        try {
            RedisSettings settings = RedisSettings.of(given, name -> Optional.empty());
            assertThat(settings.url().hosts()).isNotEmpty();
            settings.server()
                    .password()
                    .filter(PASSWORD::equals)
                    .ifPresent(password ->
                            assertThat(settings + settings.describe()).doesNotContain(password));
        } catch (StorageSettingsException e) {
            assertThat(e.faults()).isNotEmpty();
            assertThat(e).hasMessageNotContaining(PASSWORD);
        }
    }
}
