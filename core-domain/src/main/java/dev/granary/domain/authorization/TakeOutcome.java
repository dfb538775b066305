package dev.granary.domain.authorization;

import dev.granary.authorization.PendingAuthorization;
import dev.granary.pkce.CodeVerifier;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** How the taking of a pending authorization ended. */
public sealed interface TakeOutcome {

    /** Calls the function of this case. */
    <T> T match(BiFunction<PendingAuthorization, CodeVerifier, T> taken, Supplier<T> wrongBrowser, Supplier<T> gone);

    /**
     * It is the caller's, and nobody else's.
     *
     * @param login what was kept
     * @param verifier our verifier at the upstream
     */
    record Taken(PendingAuthorization login, CodeVerifier verifier) implements TakeOutcome {
        @Override
        public <T> T match(
                BiFunction<PendingAuthorization, CodeVerifier, T> taken, Supplier<T> wrongBrowser, Supplier<T> gone) {
            return taken.apply(login, verifier);
        }

        /** Without the verifier. */
        @Override
        public String toString() {
            return "Taken[" + login.request() + "]";
        }
    }

    /** Another browser began it. Nothing was changed. */
    record WrongBrowser() implements TakeOutcome {
        @Override
        public <T> T match(
                BiFunction<PendingAuthorization, CodeVerifier, T> taken, Supplier<T> wrongBrowser, Supplier<T> gone) {
            return wrongBrowser.get();
        }
    }

    /** It is unknown, expired, or was taken before. */
    record Gone() implements TakeOutcome {
        @Override
        public <T> T match(
                BiFunction<PendingAuthorization, CodeVerifier, T> taken, Supplier<T> wrongBrowser, Supplier<T> gone) {
            return gone.get();
        }
    }
}
