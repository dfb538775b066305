package dev.granary.storage.memory;

import java.time.Instant;

/**
 * When an entry may be purged; the order in which purging goes.
 *
 * @param at the entry's retain-until
 * @param sequence the entry's, since many may end at once
 */
record Deadline(Instant at, long sequence) implements Comparable<Deadline> {

    /** The last deadline that has come at {@code now}. */
    static Deadline lastOf(Instant now) {
        return new Deadline(now, Long.MAX_VALUE);
    }

    @Override
    public int compareTo(Deadline other) {
        int byTime = at.compareTo(other.at);
        return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
}
