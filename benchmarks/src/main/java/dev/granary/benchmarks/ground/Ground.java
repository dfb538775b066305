package dev.granary.benchmarks.ground;

import dev.granary.benchmarks.measure.Step;
import dev.granary.benchmarks.work.Population;
import dev.granary.spi.Storage;
import java.util.List;

/** One backend with nothing in it, and the raw client beside it. */
public interface Ground extends AutoCloseable {

    /** The storage over the client. */
    Storage storage();

    /** The raw operations on a population that was inserted through the storage. */
    Limit limit(Population population);

    /** What is sent to the server while {@code step} is done once; empty if there is no server. */
    List<String> sent(Sent step);

    /** How many bytes are taken by all grants and what lists them. */
    long bytes();

    @Override
    void close();

    /** Makes the operation to look at, on a storage that is looked at. */
    interface Sent {

        /** The operation on this storage. */
        Step on(Storage watched);
    }
}
