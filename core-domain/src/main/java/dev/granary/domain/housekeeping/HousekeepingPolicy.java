package dev.granary.domain.housekeeping;

import java.time.Duration;

/**
 * How housekeeping goes about.
 *
 * @param interval how often a host should run it, and how soon after a step that left more: 1 s to 1 h
 * @param batch how many records of a kind one step removes at most: 1 to 100,000
 * @param lease how long a node that did a step goes on doing them alone: longer than the interval, 1 h at most
 */
public record HousekeepingPolicy(Duration interval, int batch, Duration lease) {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    /** Every minute, 1,000 records, 3 min. */
    public static final HousekeepingPolicy DEFAULT =
            new HousekeepingPolicy(Duration.ofMinutes(1), 1000, Duration.ofMinutes(3));

    /** @throws IllegalArgumentException if a value is out of its range, naming it */
    public HousekeepingPolicy {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("housekeeping interval: expected 1 s to 1 h, got " + interval);
        }
        if (batch < 1 || batch > 100_000) {
            throw new IllegalArgumentException("housekeeping batch: expected 1 to 100,000, got " + batch);
        }
        if (lease.compareTo(interval) <= 0 || lease.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "housekeeping lease: expected longer than the interval and 1 h at most, got " + lease);
        }
    }

    /**
     * How long to rest before the next step of a turn: three times as long as the last one took, at most 5 s. So what a
     * backlog costs those who are served meanwhile shows in a quarter of their calls at most.
     */
    public Duration restAfter(Duration step) {
        Duration rest = step.multipliedBy(3);
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }
}
