package com.example.granary.mvstore;

import dev.granary.spi.Storage;
import dev.granary.tck.StorageContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class MvStorageContractTest implements StorageContract {

    @TempDir
    Path folder;

    @Override
    public Storage open(InstantSource clock) {
        return MvStorage.open(folder.resolve("granary.mv"), false, clock);
    }
}
