package dev.granary.domain.user;

import dev.granary.record.StorageFault;
import dev.granary.user.UserId;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** How {@link Users#unlink} ended. */
public sealed interface UnlinkOutcome {

    /** Calls the function of this case. */
    <T> T match(Cases<T> cases);

    /**
     * One function for each case.
     *
     * @param <T> what they return
     * @param unlinked the user whose identity it was, and how many upstream tokens were removed
     * @param incomplete what failed
     * @param lastIdentity the user
     * @param unknown there is no such identity
     */
    record Cases<T>(
            BiFunction<UserId, Integer, T> unlinked,
            Function<StorageFault, T> incomplete,
            Function<UserId, T> lastIdentity,
            Supplier<T> unknown) {}

    /**
     * The identity leads nowhere any more, and nothing is kept of what its upstream gave for it.
     *
     * @param user whose it was
     * @param upstreamTokens how many records of upstream tokens were removed
     */
    record Unlinked(UserId user, int upstreamTokens) implements UnlinkOutcome {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unlinked().apply(user, upstreamTokens);
        }
    }

    /**
     * The storage failed on the way, or others kept writing: the identity still leads to its user, or that cannot be told. Call again until it is
     * decided.
     *
     * @param fault what failed
     */
    record Incomplete(StorageFault fault) implements UnlinkOutcome {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.incomplete().apply(fault);
        }
    }

    /**
     * Nothing was unlinked: the user has no other identity, or none that is not about to be unlinked, and could never
     * log in again.
     *
     * @param user whose it is; {@link Users#delete} ends a user
     */
    record LastIdentity(UserId user) implements UnlinkOutcome {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.lastIdentity().apply(user);
        }
    }

    /** There is no such identity. */
    record Unknown() implements UnlinkOutcome {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unknown().get();
        }
    }
}
