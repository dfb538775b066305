package dev.granary.domain.realm;

import dev.granary.domain.audit.AuditListener;
import dev.granary.record.Revision;
import dev.granary.record.Times;
import dev.granary.spi.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * One tenant or issuer as its use cases see it. Safe for threads if its parts are.
 *
 * @param records the records of its namespace
 * @param clock tells the time
 * @param random a {@link java.security.SecureRandom}
 * @param skew how far two nodes' clocks may be apart, 0 to 60 s
 * @param audit is told of every event
 */
public record Realm(Records records, InstantSource clock, RandomGenerator random, Duration skew, AuditListener audit) {

    /** @throws IllegalArgumentException if the skew is out of its range */
    public Realm {
        if (skew.isNegative() || skew.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("skew: expected 0 to 60 s, got " + skew);
        }
    }

    /** The time, in whole microseconds. */
    public Instant now() {
        return Times.micros(clock.instant());
    }

    /** The revision of a write that was not sent before. */
    public Revision attempt() {
        return Revision.random(random);
    }
}
