package dev.granary.grant;

import java.time.Instant;

/** How a presented credential was answered. */
public sealed interface AdvanceOutcome {

    /** Calls the function of this case. */
    <T> T match(Cases<T> cases);

    /**
     * One function for each case.
     *
     * @param <T> what they return
     */
    interface Cases<T> {

        /** See {@link Advanced}. */
        T advanced(Grant next);

        /** See {@link Retried}. */
        T retried(SealedSecret successor, Instant accessExpiresAt);

        /** See {@link Stale}. */
        T stale();

        /** See {@link Replayed}. */
        T replayed(Grant revoked);

        /** See {@link Mismatched}. */
        T mismatched(Mismatch what);

        /** See {@link Expired}. */
        T expired();

        /** See {@link Revoked}. */
        T revoked();

        /** See {@link Unknown}. */
        T unknown();
    }

    /**
     * The credential was current and is spent once {@code next} is stored.
     *
     * @param next the grant to store
     */
    record Advanced(Grant next) implements AdvanceOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.advanced(next);
        }
    }

    /**
     * The credential was spent a moment ago and its successor is unused: the same client gets the same successor.
     *
     * @param successor its secret, sealed
     * @param accessExpiresAt the latest time to which a new access token may last
     */
    record Retried(SealedSecret successor, Instant accessExpiresAt) implements AdvanceOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.retried(successor, accessExpiresAt);
        }
    }

    /** A refresh token that was spent a moment ago and whose successor is not to be had: refused, nothing changes. */
    record Stale() implements AdvanceOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.stale();
        }
    }

    /**
     * An earlier credential came back. Answer only after {@code revoked} is stored.
     *
     * @param revoked the grant to store
     */
    record Replayed(Grant revoked) implements AdvanceOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.replayed(revoked);
        }
    }

    /**
     * Presented by or for something else than it was issued to. Nothing changes.
     *
     * @param what did not match
     */
    record Mismatched(Mismatch what) implements AdvanceOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.mismatched(what);
        }
    }

    /** The current credential, too late. Nothing changes. */
    record Expired() implements AdvanceOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.expired();
        }
    }

    /** The grant was revoked before. Nothing changes. */
    record Revoked() implements AdvanceOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.revoked();
        }
    }

    /** Nothing this grant ever issued, as far as can be proven. Nothing changes. */
    record Unknown() implements AdvanceOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unknown();
        }
    }
}
