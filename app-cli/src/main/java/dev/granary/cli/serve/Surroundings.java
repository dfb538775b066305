package dev.granary.cli.serve;

import dev.granary.domain.audit.AuditListener;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What a server takes from the world.
 *
 * @param clock tells the time
 * @param random a {@link java.security.SecureRandom}
 * @param audit is told of every event
 */
public record Surroundings(InstantSource clock, RandomGenerator random, AuditListener audit) {

    /** For injection. */
    @Inject
    public Surroundings {}
}
