package dev.granary.cli.architecture.planted.clock.domain;

import java.time.Instant;

/** The domain looks at the wall. */
final class AsksInstant {
    Instant now() {
        return Instant.now();
    }
}
