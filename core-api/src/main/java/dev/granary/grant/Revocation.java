package dev.granary.grant;

import dev.granary.record.Times;
import java.time.Instant;

/**
 * The end of a grant.
 *
 * @param reason why
 * @param at when
 */
public record Revocation(RevocationReason reason, Instant at) {

    /** Cuts the time to microseconds. */
    public Revocation {
        at = Times.micros(at);
    }
}
