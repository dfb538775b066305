package dev.granary.domain.user;

import dev.granary.record.StorageFault;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** How {@link Users#delete} ended. */
public sealed interface DeleteOutcome {

    /** Calls the function of this case. */
    <T> T match(Function<Ended, T> complete, BiFunction<Ended, StorageFault, T> incomplete, Supplier<T> unknown);

    /**
     * What this call ended, for certain.
     *
     * @param grants how many grants were revoked
     * @param upstreamTokens how many records of upstream tokens were removed, beside those that went with a grant
     * @param identities how many identities were removed
     */
    record Ended(int grants, int upstreamTokens, int identities) {}

    /**
     * Nothing of the user is left.
     *
     * @param ended what this call ended
     */
    record Complete(Ended ended) implements DeleteOutcome {

        @Override
        public <T> T match(
                Function<Ended, T> complete, BiFunction<Ended, StorageFault, T> incomplete, Supplier<T> unknown) {
            return complete.apply(ended);
        }
    }

    /**
     * The storage failed on the way. Nobody logs in as this user any more, but something may still be live or kept. Call
     * again until it is complete.
     *
     * @param ended what this call ended
     * @param fault what failed
     */
    record Incomplete(Ended ended, StorageFault fault) implements DeleteOutcome {

        @Override
        public <T> T match(
                Function<Ended, T> complete, BiFunction<Ended, StorageFault, T> incomplete, Supplier<T> unknown) {
            return incomplete.apply(ended, fault);
        }
    }

    /** There is no such user, or its deletion is complete. */
    record Unknown() implements DeleteOutcome {

        @Override
        public <T> T match(
                Function<Ended, T> complete, BiFunction<Ended, StorageFault, T> incomplete, Supplier<T> unknown) {
            return unknown.get();
        }
    }
}
