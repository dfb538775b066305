package dev.granary.storage.jdbc;

import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.tck.StorageContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class H2FileContractTest implements StorageContract {

    @TempDir
    static Path folder;

    @Override
    public Storage open(InstantSource clock) {
        return new JdbcStorageProvider().open(StorageSettings.of("jdbc:h2:file:" + folder.resolve("granary"), clock));
    }
}
