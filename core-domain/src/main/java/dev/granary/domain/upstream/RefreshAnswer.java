package dev.granary.domain.upstream;

import java.util.function.Function;
import java.util.function.Supplier;

/** What came of {@link UpstreamRefresh#refresh}. */
public sealed interface RefreshAnswer {

    /** Calls the function of this case. */
    <T> T match(Cases<T> cases);

    /**
     * One function for each case.
     *
     * @param <T> what they return
     */
    record Cases<T>(
            Function<UpstreamTokenSet, T> refreshed,
            Function<UpstreamTokenSet, T> unverified,
            Supplier<T> refused,
            Supplier<T> subjectChanged,
            Supplier<T> unreachable,
            Supplier<T> otherClient) {}

    /**
     * The upstream gave tokens, and what there is to verify of them is verified.
     *
     * @param tokens what it gave, and nothing that it did not give
     */
    record Refreshed(UpstreamTokenSet tokens) implements RefreshAnswer {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.refreshed().apply(tokens);
        }
    }

    /**
     * The upstream gave tokens, and then its ID token could not be verified. The old refresh
     * token is spent, so the new one is kept; nothing else of it is given out.
     *
     * @param tokens what it gave
     */
    record Unverified(UpstreamTokenSet tokens) implements RefreshAnswer {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unverified().apply(tokens);
        }
    }

    /** The upstream will never take this refresh token again, {@code invalid_grant} (RFC 6749 section 5.2) mostly. */
    record Refused() implements RefreshAnswer {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.refused().get();
        }
    }

    /** The upstream gave tokens of another user. */
    record SubjectChanged() implements RefreshAnswer {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.subjectChanged().get();
        }
    }

    /** The upstream did not answer, or not to the point. Whether the refresh token is spent is not known. */
    record Unreachable() implements RefreshAnswer {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unreachable().get();
        }
    }

    /** Nobody here is the client that obtained the tokens. The upstream was not asked. */
    record OtherClient() implements RefreshAnswer {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.otherClient().get();
        }
    }
}
