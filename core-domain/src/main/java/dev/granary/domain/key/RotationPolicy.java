package dev.granary.domain.key;

import java.time.Duration;

/**
 * When keys of one use rotate.
 *
 * @param period how old a key becomes before the next one is published: 1 d to 3,650 d, or zero for never
 * @param lead how long the next key is known to all nodes, and to who caches our key set, before it is used: 10 min to
 *     30 d, shorter than the period
 * @param kept how long after its last use anything made with a key may still be presented
 */
public record RotationPolicy(Duration period, Duration lead, Duration kept) {

    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Duration SHORTEST_LEAD = Duration.ofMinutes(10);
    private static final Duration LONGEST_LEAD = Duration.ofDays(30);

    /** @throws IllegalArgumentException if a value is out of its range, naming it */
    public RotationPolicy {
        require(period, lead);
        if (kept.isNegative()) {
            throw new IllegalArgumentException("keys kept: expected zero or more, got " + kept);
        }
    }

    static void require(Duration period, Duration lead) {
        boolean never = period.isZero();
        if (!never && (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException(
                    "key rotation: expected 1 d to 3650 d, or zero for never, got " + period);
        }
        if (lead.compareTo(SHORTEST_LEAD) < 0 || lead.compareTo(LONGEST_LEAD) > 0) {
            throw new IllegalArgumentException("key lead: expected 10 min to 30 d, got " + lead);
        }
        if (!never && lead.compareTo(period) >= 0) {
            throw new IllegalArgumentException(
                    "key lead: expected less than the rotation's " + period + ", got " + lead);
        }
    }
}
