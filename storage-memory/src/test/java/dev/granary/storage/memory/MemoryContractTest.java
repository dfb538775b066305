package dev.granary.storage.memory;

import dev.granary.spi.Storage;
import dev.granary.tck.StorageContract;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

class MemoryContractTest implements StorageContract {

    @Override
    public Storage open(InstantSource clock) {
        return MemoryStorage.builder(clock).open();
    }

    @Override
    public Optional<Storage> openCapped(InstantSource clock, Map<String, Integer> caps) {
        MemoryStorage.Builder builder = MemoryStorage.builder(clock);
        caps.forEach(builder::cap);
        return Optional.of(builder.open());
    }
}
