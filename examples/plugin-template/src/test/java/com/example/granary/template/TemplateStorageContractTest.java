package com.example.granary.template;

import dev.granary.spi.Storage;
import dev.granary.tck.StorageContract;
import java.time.InstantSource;

class TemplateStorageContractTest implements StorageContract {

    @Override
    public Storage open(InstantSource clock) {
        return new TemplateStorage(clock);
    }
}
