package dev.granary.cli.architecture.planted.clock.domain;

import java.time.Clock;

/** The domain hangs up a clock of its own. */
final class MakesClock {
    final Clock clock = Clock.systemUTC();
}
