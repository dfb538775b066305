package dev.granary.grant;

import dev.granary.record.Times;
import java.time.Instant;
import java.util.Optional;

/**
 * The credential before the current one.
 *
 * @param hash of the whole token
 * @param successor the current credential's secret, for a retry; gone with the next transition
 * @param accessExpiresAt when the access token that was issued with the successor expires; no retry gets a later one
 */
public record Spent(TokenHash hash, Optional<SealedSecret> successor, Instant accessExpiresAt) {

    /** Cuts the time to microseconds. */
    public Spent {
        accessExpiresAt = Times.micros(accessExpiresAt);
    }

    Spent withoutSuccessor() {
        return new Spent(hash, Optional.empty(), accessExpiresAt);
    }
}
