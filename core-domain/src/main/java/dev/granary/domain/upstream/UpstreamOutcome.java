package dev.granary.domain.upstream;

import java.util.function.Function;
import java.util.function.Supplier;

/** How a look-up of upstream tokens ended. */
public sealed interface UpstreamOutcome {

    /** Calls the function of this case. */
    <T> T match(Cases<T> cases);

    /**
     * One function for each case.
     *
     * @param <T> what they return
     */
    record Cases<T>(
            Function<KeptUpstreamTokens, T> found,
            Function<KeptUpstreamTokens, T> expired,
            Supplier<T> wrongHolder,
            Supplier<T> unknown) {}

    /** The access token can be used. */
    record Found(KeptUpstreamTokens kept) implements UpstreamOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.found().apply(kept);
        }
    }

    /** The access token has expired; the refresh token, if there is one, may be used. */
    record Expired(KeptUpstreamTokens kept) implements UpstreamOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.expired().apply(kept);
        }
    }

    /** They are bound to another user or client. Nothing is given out. */
    record WrongHolder() implements UpstreamOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.wrongHolder().get();
        }
    }

    /** There are none. */
    record Unknown() implements UpstreamOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unknown().get();
        }
    }
}
