package dev.granary.storage.jdbc;

import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.tck.StorageContract;
import java.time.InstantSource;

class H2MemoryContractTest implements StorageContract {

    @Override
    public Storage open(InstantSource clock) {

        return new JdbcStorageProvider().open(StorageSettings.of("jdbc:h2:mem:contract", clock));
    }
}
