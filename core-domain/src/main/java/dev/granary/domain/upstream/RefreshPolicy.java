package dev.granary.domain.upstream;

import java.time.Duration;

/**
 * When and for how long upstream tokens are refreshed.
 *
 * @param margin how long before its expiry an access token is refreshed, so that it does not expire on its way, 0 to
 *     10 min
 * @param limit how long a refresh may take; when it and the skew between nodes are over, another node takes over, 1 ms
 *     to 10 min
 * @param patience how long a caller waits for a refresh, its own or another node's, 1 ms to 10 min
 */
public record RefreshPolicy(Duration margin, Duration limit, Duration patience) {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** 30 s, 30 s and 15 s. */
    public static final RefreshPolicy DEFAULT =
            new RefreshPolicy(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(15));

    /** @throws IllegalArgumentException if a time is out of its range */
    public RefreshPolicy {
        require("refresh margin", margin, Duration.ZERO);
        require("refresh limit", limit, Duration.ofMillis(1));
        require("refresh patience", patience, Duration.ofMillis(1));
    }

    private static void require(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + ": expected " + least + " to " + LONGEST + ", got " + value);
        }
    }
}
