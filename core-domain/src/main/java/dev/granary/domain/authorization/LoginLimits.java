package dev.granary.domain.authorization;

import java.time.Duration;

/**
 * How long a login may take, and how many may be on their way.
 *
 * @param life how long a login may be away at an upstream: 1 min to 1 h
 * @param cap the most logins that one node has on their way, those that were taken or given up included, until their
 *     life is over: 1 to 10,000,000
 */
public record LoginLimits(Duration life, int cap) {

    /** 10 min and 100,000 logins. */
    public static final LoginLimits DEFAULT = new LoginLimits(Duration.ofMinutes(10), 100_000);

    private static final int LARGEST_CAP = 10_000_000;

    /** @throws IllegalArgumentException if a value is out of its range, naming it */
    public LoginLimits {
        if (life.compareTo(Duration.ofMinutes(1)) < 0 || life.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("life of a pending login: expected 1 min to 1 h, got " + life);
        }
        if (cap < 1 || cap > LARGEST_CAP) {
            throw new IllegalArgumentException("pending login cap: expected 1 to " + LARGEST_CAP + ", got " + cap);
        }
    }
}
