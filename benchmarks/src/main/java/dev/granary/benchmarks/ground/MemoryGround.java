package dev.granary.benchmarks.ground;

import dev.granary.benchmarks.work.Population;
import dev.granary.spi.Storage;
import dev.granary.storage.memory.MemoryStorage;
import java.time.InstantSource;
import java.util.List;

/** The memory of this process, and a plain map. */
final class MemoryGround implements Ground {

    private static final int COLLECTIONS = 3;

    private final long before = used();
    private final Storage storage =
            MemoryStorage.builder(InstantSource.system()).open();

    @Override
    public Storage storage() {
        return storage;
    }

    @Override
    public Limit limit(Population population) {
        return new MapLimit(population);
    }

    @Override
    public List<String> sent(Sent step) {
        return List.of();
    }

    /** What the heap has grown by. */
    @Override
    public long bytes() {
        return used() - before;
    }

    @Override
    public void close() {
        storage.close();
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
