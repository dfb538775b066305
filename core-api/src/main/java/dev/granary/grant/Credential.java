package dev.granary.grant;

import dev.granary.record.Times;
import java.time.Instant;

/**
 * The credential that may be presented next.
 *
 * @param hash of the whole token
 * @param expiresAt from this instant on it is expired. A chain that ends installs one that is expired at birth
 */
public record Credential(TokenHash hash, Instant expiresAt) {

    /** Cuts the time to microseconds. */
    public Credential {
        expiresAt = Times.micros(expiresAt);
    }
}
