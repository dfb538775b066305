package dev.granary.storage.redis;

import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.tck.StorageContract;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The whole contract over one server. */
class StandaloneContractIT implements StorageContract {

    private static RedisServer server;

    @BeforeAll
    static void start() {
        server = RedisServer.start().ready();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    public Storage open(InstantSource clock) {
        return new RedisStorageProvider().open(StorageSettings.of(server.url(), clock));
    }

    @Override
    public Optional<Storage> openAnother(InstantSource clock) {
        return Optional.of(open(clock));
    }
}
