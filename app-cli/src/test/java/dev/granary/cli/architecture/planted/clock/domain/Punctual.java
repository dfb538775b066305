package dev.granary.cli.architecture.planted.clock.domain;

import java.time.Clock;
import java.time.Instant;

/** A neighbour that breaks nothing: it was given its clock. */
record Punctual(Clock clock) {
    Instant now() {
        return Instant.now(clock);
    }
}
