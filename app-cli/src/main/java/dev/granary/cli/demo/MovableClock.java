package dev.granary.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that runs like another and can be put forward. */
final class MovableClock implements InstantSource {

    private final InstantSource clock;
    private volatile Duration ahead = Duration.ZERO;

    MovableClock(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Instant instant() {
        return clock.instant().plus(ahead);
    }

    /** Puts the clock forward. For one thread at a time. */
    void pass(Duration time) {
        ahead = ahead.plus(time);
    }
}
