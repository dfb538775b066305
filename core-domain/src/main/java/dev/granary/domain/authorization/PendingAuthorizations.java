package dev.granary.domain.authorization;

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
     * Takes the login of this state. Of any number of attempts exactly one gets it. One from another browser spends
     * nothing.
     *
     * @param state as the upstream sent it back
     * @param browserSecret what the browser's cookie holds; any text if it has none
     */
    TakeOutcome take(String state, String browserSecret);
}
