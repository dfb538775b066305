package dev.granary.grant;

import java.time.Duration;

/**
 * The times that transitions reckon with.
 *
 * @param retryWindow how long the same client gets the same successor again, 0 to 60 s; 0 turns it off
 * @param skew how far two nodes' clocks may be apart, 0 to 60 s; added wherever being early would destroy or forget
 * @param codeKept how long a used code is recognised at least, 0 or more
 */
public record GrantPolicy(Duration retryWindow, Duration skew, Duration codeKept) {

    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(1);

    /** No two nodes' clocks are further apart. */
    static final Duration LONGEST_SKEW = Duration.ofMinutes(1);

    /** No policy forbears longer, whatever it becomes. */
    static final Duration LONGEST_FORBEARANCE = LONGEST_WINDOW.plus(LONGEST_SKEW);

    /** 10 s, 5 s and 30 min. */
    public static final GrantPolicy DEFAULT =
            new GrantPolicy(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMinutes(30));

    /** @throws IllegalArgumentException if a duration is out of its range, naming it */
    public GrantPolicy {
        requireUpTo(LONGEST_WINDOW, "retry window", retryWindow);
        requireUpTo(LONGEST_SKEW, "skew", skew);
        if (codeKept.isNegative()) {
            throw new IllegalArgumentException("code kept: expected 0 or more, got " + codeKept);
        }
    }

    /** How long a spent refresh token is not held against its sender: the window and skew, or nothing without one. */
    Duration forbearance() {
        return retryWindow.isZero() ? Duration.ZERO : retryWindow.plus(skew);
    }

    private static void requireUpTo(Duration most, String field, Duration value) {
        if (value.isNegative() || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(field + ": expected 0 to " + most.toSeconds() + " s, got " + value);
        }
    }
}
