package dev.granary.storage.redis;

import java.time.Duration;

/**
 * How many replicas must have a write before it counts.
 *
 * @param replicas 0 for none
 * @param patience how long to wait for them
 */
record Replication(int replicas, Duration patience) {

    boolean isAwaited() {
        return replicas > 0;
    }
}
