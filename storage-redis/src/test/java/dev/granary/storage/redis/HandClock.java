package dev.granary.storage.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is set. */
final class HandClock implements InstantSource {

    private volatile Instant now = Instant.parse("2030-01-02T03:04:05.678901Z");

    @Override
    public Instant instant() {
        return now;
    }

    Instant in(Duration time) {
        return now.plus(time);
    }

    void advance(Duration time) {
        now = now.plus(time);
    }
}
