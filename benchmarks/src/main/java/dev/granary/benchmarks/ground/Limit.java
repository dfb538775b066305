package dev.granary.benchmarks.ground;

import dev.granary.benchmarks.measure.Step;
import dev.granary.record.RecordKind;
import java.util.Optional;

/**
 * The raw operations: the same statements, bytes and connections as the storage's, and nothing parsed. No store can be
 * faster.
 */
public interface Limit {

    /** Reads a record of this kind by its key. */
    Step read(RecordKind<?, ?> kind);

    /** The same with a look at the clock, which tells whether a record is over; empty where that costs nothing beside. */
    default Optional<Step> readByTheClock(RecordKind<?, ?> kind) {
        return Optional.empty();
    }

    /** Reads a record of this kind and puts one of the same size in its place, if it still is the one that was read. */
    Step swap(RecordKind<?, ?> kind);
}
