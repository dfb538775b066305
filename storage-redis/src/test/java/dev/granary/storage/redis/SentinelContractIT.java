package dev.granary.storage.redis;

import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.tck.StorageContract;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The whole contract over a primary that sentinels name. */
class SentinelContractIT implements StorageContract {

    private static SentinelGroup group;

    @BeforeAll
    static void start() {
        group = SentinelGroup.start(1);
    }

    @AfterAll
    static void stop() {
        group.close();
    }

    @Override
    public Storage open(InstantSource clock) {
        return new RedisStorageProvider().open(StorageSettings.of(group.url(), clock));
    }

    @Override
    public Optional<Storage> openAnother(InstantSource clock) {
        return Optional.of(open(clock));
    }
}
