package dev.granary.storage.redis;

import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.tck.StorageContract;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The whole contract over a cluster of three primaries. */
class ClusterContractIT implements StorageContract {

    private static RedisCluster cluster;

    @BeforeAll
    static void start() {
        cluster = RedisCluster.start(false);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Override
    public Storage open(InstantSource clock) {
        return new RedisStorageProvider().open(StorageSettings.of(cluster.url(), clock));
    }

    @Override
    public Optional<Storage> openAnother(InstantSource clock) {
        return Optional.of(open(clock));
    }
}
