package dev.granary.metrics;

import dev.granary.spi.Storage;
import dev.granary.storage.memory.MemoryStorage;
import dev.granary.tck.StorageContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** To be measured changes nothing: the whole contract holds. */
class MeteredContractTest implements StorageContract {

    @Override
    public Storage open(InstantSource clock) {
        return new MeteredStorage(MemoryStorage.builder(clock).open(), new SimpleMeterRegistry());
    }

    @Override
    public Optional<Storage> openCapped(InstantSource clock, Map<String, Integer> caps) {
        MemoryStorage.Builder builder = MemoryStorage.builder(clock);
        caps.forEach(builder::cap);
        return Optional.of(new MeteredStorage(builder.open(), new SimpleMeterRegistry()));
    }
}
