package dev.granary.cli.architecture.planted.clock.domain;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

/** The domain looks at the wall, in each way there is. */
final class Late {
    final Clock clock = Clock.systemUTC();

    final Supplier<Instant> later = Instant::now;

    Instant now() {
        return Instant.now();
    }

    long millis() {
        return System.currentTimeMillis();
    }
}
