package dev.granary.domain.registration;

import dev.granary.registration.InitialAccessToken;
import dev.granary.registration.InitialAccessTokenHash;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tokens that let their bearers register clients (RFC 7591 section 3). Stored are their hashes only. Safe for threads;
 * throws as {@link dev.granary.domain.client.Clients} does.
 */
public interface InitialAccessTokens {

    /**
     * Issues one.
     *
     * @param life how long it is good for: 1 min to 3,650 d
     * @param uses for how many registrations, 1 or more; unset means any number
     * @return the token, shown once
     * @throws IllegalArgumentException if one is out of its range
     */
    String issue(Duration life, Optional<Long> uses);

    /** All of them that have not expired, those that are used up among them. */
    List<InitialAccessToken> list();

    /** Ends one at once. @return whether this call ended it for certain; false also if there was none */
    boolean revoke(InitialAccessTokenHash hash);

    /** Takes one use of a token. Of several who take the last one at once exactly one is admitted. */
    SpendOutcome spend(String token);
}
