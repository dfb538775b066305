package dev.granary.domain.client;

import dev.granary.domain.revocation.BulkOutcome;
import java.util.function.Function;
import java.util.function.Supplier;

/** How {@link Clients#remove} ended. */
public sealed interface RemovalOutcome {

    /** Calls the function of this case. */
    <T> T match(Function<BulkOutcome, T> begun, Supplier<T> unknown);

    /**
     * The client is refused. Its record is gone too if the revocation is complete.
     *
     * @param revocation how the revocation of what it held ended; call again until it is complete
     */
    record Begun(BulkOutcome revocation) implements RemovalOutcome {
        @Override
        public <T> T match(Function<BulkOutcome, T> begun, Supplier<T> unknown) {
            return begun.apply(revocation);
        }
    }

    /** There is no such client. */
    record Unknown() implements RemovalOutcome {
        @Override
        public <T> T match(Function<BulkOutcome, T> begun, Supplier<T> unknown) {
            return unknown.get();
        }
    }
}
