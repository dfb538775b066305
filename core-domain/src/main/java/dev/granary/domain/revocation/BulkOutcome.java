package dev.granary.domain.revocation;

import dev.granary.record.StorageFault;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/** How a bulk revocation ended. */
public sealed interface BulkOutcome {

    /** Calls the function of this case. */
    <T> T match(IntFunction<T> complete, BiFunction<Integer, StorageFault, T> incomplete);

    /**
     * Nothing of it is live any more.
     *
     * @param revoked how many grants this call revoked
     */
    record Complete(int revoked) implements BulkOutcome {
        @Override
        public <T> T match(IntFunction<T> complete, BiFunction<Integer, StorageFault, T> incomplete) {
            return complete.apply(revoked);
        }
    }

    /**
     * The storage failed on the way, and something may still be live. Call again until it is complete.
     *
     * @param revoked how many grants this call revoked for certain
     * @param fault what failed
     */
    record Incomplete(int revoked, StorageFault fault) implements BulkOutcome {
        @Override
        public <T> T match(IntFunction<T> complete, BiFunction<Integer, StorageFault, T> incomplete) {
            return incomplete.apply(revoked, fault);
        }
    }
}
