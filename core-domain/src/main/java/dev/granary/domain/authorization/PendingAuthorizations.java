package dev.granary.domain.authorization;

import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.ResolvedUser;
import java.util.Optional;

/**
 * Logins on their way to an upstream and back. Safe for threads; throws as {@link dev.granary.domain.token.Tokens} does.
 */
public interface PendingAuthorizations {

    /**
     * Keeps what the callback will need, under a new random state; nonce and verifier are new, too.
     *
     * @throws dev.granary.record.CapacityExceededException if there are as many logins on their way as may be
     */
    BegunLeg begin(Login login);

    /**
     * Keeps a login that is back from its upstreams until its user has said whether the client may have what it asks
     * for. It lasts as long again as a login does.
     *
     * @param login the login, taken
     * @param user whom it led to
     * @param browserSecret what its browser holds
     * @return the ticket to take it with, 256 random bits
     */
    String awaitConsent(PendingAuthorization login, ResolvedUser user, String browserSecret);

    /** A login that waits for consent, to show what it is about; nothing is spent. Empty for every other. */
    Optional<PendingAuthorization> awaitingConsent(String ticket, String browserSecret);

    /** Takes a login that waits for consent, as {@link #take} takes one that is at an upstream. */
    TakeOutcome takeConsented(String ticket, String browserSecret);

    /**
     * Takes the login of this state. Of any number of attempts exactly one gets it. One from another browser spends
     * nothing.
     *
     * @param state as the upstream sent it back
     * @param browserSecret what the browser's cookie holds; any text if it has none
     */
    TakeOutcome take(String state, String browserSecret);
}
