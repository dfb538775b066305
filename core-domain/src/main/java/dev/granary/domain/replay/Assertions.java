package dev.granary.domain.replay;

import dev.granary.replay.AssertionKey;
import java.time.Instant;

/** Assertions that may be used once (RFC 7523 section 3). Safe for threads. */
public interface Assertions {

    /**
     * Uses an assertion up. Of any number of callers exactly one uses it; it is remembered until its expiry plus skew.
     *
     * @param expiresAt the assertion's own expiry
     */
    ConsumeOutcome consume(AssertionKey assertion, Instant expiresAt);
}
