package dev.granary.domain.client;

import java.time.Duration;

/**
 * How many dynamic clients there may be, and how long they last.
 *
 * @param cap the most dynamic clients of a namespace: 1 to 10,000,000
 * @param minimumAge how old a client must be before it may be evicted: 1 min to 30 d
 * @param life how long a client lives without proving itself at the token endpoint: 1 d to 3,650 d
 */
public record ClientLimits(int cap, Duration minimumAge, Duration life) {

    /** 10,000 clients, 1 h and 30 d. */
    public static final ClientLimits DEFAULT = new ClientLimits(10_000, Duration.ofHours(1), Duration.ofDays(30));

    private static final int LARGEST_CAP = 10_000_000;

    /** @throws IllegalArgumentException if a value is out of its range, naming it */
    public ClientLimits {
        if (cap < 1 || cap > LARGEST_CAP) {
            throw new IllegalArgumentException("dynamic client cap: expected 1 to " + LARGEST_CAP + ", got " + cap);
        }
        if (minimumAge.compareTo(Duration.ofMinutes(1)) < 0 || minimumAge.compareTo(Duration.ofDays(30)) > 0) {
            throw new IllegalArgumentException(
                    "minimum age of an evicted client: expected 1 min to 30 d, got " + minimumAge);
        }
        if (life.compareTo(Duration.ofDays(1)) < 0 || life.compareTo(Duration.ofDays(3650)) > 0) {
            throw new IllegalArgumentException("life of a dynamic client: expected 1 d to 3,650 d, got " + life);
        }
    }
}
