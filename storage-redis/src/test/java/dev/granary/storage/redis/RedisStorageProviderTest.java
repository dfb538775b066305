package dev.granary.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.granary.record.StorageUnavailableException;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.Storages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisStorageProviderTest {

    private final RedisStorageProvider provider = new RedisStorageProvider();

    @Test
    void theProviderIsInstalled() {
        assertThat(Storages.installed(getClass().getClassLoader()).providers())
                .anyMatch(each -> each.id().equals("redis"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://a", "rediss://a", "redis-sentinel://a/b", "redis-cluster://a"})
    void itsUrlsAreAccepted(String url) {
        assertThat(provider.accepts(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory:", "jdbc:redis://a", "redis", "redis-other://a", ""})
    void othersAreNot(String url) {
        assertThat(provider.accepts(url)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://alice:pa55word@127.0.0.1:1/0",
                "redis-sentinel://alice:pa55word@127.0.0.1:1/main",
                "redis-cluster://alice:pa55word@127.0.0.1:1"
            })
    void whoDoesNotAnswerIsNamedWithoutThePassword(String url) {
        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() -> provider.open(StorageSettings.of(url, new HandClock())))
                .withMessageContaining("tried " + url.replace("alice:pa55word@", "") + " as user alice")
                .withMessageNotContaining("pa55word");
    }
}
