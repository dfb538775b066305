package dev.granary.token;

import dev.granary.grant.GrantId;
import dev.granary.record.Times;
import java.time.Instant;

/**
 * What a genuine access token says of itself. Whether it is live, its grant tells.
 *
 * @param grant the grant it was issued under
 * @param generation the place in the grant's chain
 * @param expiresAt from this instant on it is expired
 */
public record AccessToken(GrantId grant, int generation, Instant expiresAt) {

    /** Cuts the time to microseconds. */
    public AccessToken {
        expiresAt = Times.micros(expiresAt);
    }
}
