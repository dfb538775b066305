package dev.granary.tck;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is set. Safe for threads. */
public final class SetClock implements InstantSource {

    private volatile Instant now;

    /** Starts at this time. */
    public SetClock(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Sets the time, forwards or back. */
    public void set(Instant time) {
        now = time;
    }

    /** The time that is {@code ahead} from now. */
    public Instant in(Duration ahead) {
        return now.plus(ahead);
    }
}
