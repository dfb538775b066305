package dev.granary.storage.memory;

import dev.granary.spi.Storage;
import dev.granary.tck.StorageContract;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A broken backend.
 *
 * @param name what is broken
 * @param rules the rules that must catch it, each of them
 * @param wrap breaks a storage
 * @param ticks breaks the clock
 * @param heedsCaps whether it hands caps on
 */
record Mutant(
        String name,
        List<String> rules,
        UnaryOperator<Storage> wrap,
        UnaryOperator<InstantSource> ticks,
        boolean heedsCaps)
        implements StorageContract {

    @Override
    public Storage open(InstantSource clock) {
        return wrap.apply(MemoryStorage.builder(ticks.apply(clock)).open());
    }

    @Override
    public Optional<Storage> openCapped(InstantSource clock, Map<String, Integer> caps) {
        MemoryStorage.Builder builder = MemoryStorage.builder(ticks.apply(clock));
        if (heedsCaps) {
            caps.forEach(builder::cap);
        }
        return Optional.of(wrap.apply(builder.open()));
    }

    @Override
    public String toString() {
        return String.join(", ", rules) + " catch: " + name;
    }
}
