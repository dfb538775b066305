package dev.granary.cli.architecture.planted.clock.domain;

import java.time.Instant;
import java.util.function.Supplier;

/** The domain has somebody look at the wall. */
final class AsksLater {
    final Supplier<Instant> later = Instant::now;
}
