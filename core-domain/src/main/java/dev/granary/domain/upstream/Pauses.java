package dev.granary.domain.upstream;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Pauses that double, until they add up to a time. One thread only. */
final class Pauses {

    private static final long FIRST_MILLIS = 10;
    private static final long LONGEST_MILLIS = 500;

    private long left;
    private long next = FIRST_MILLIS;

    Pauses(Duration all) {
        this.left = all.toMillis();
    }

    /** Pauses. False, at once, if the time is over or the thread is told to stop. */
    boolean pause() {
        if (left <= 0) {
            return false;
        }
        try {
            TimeUnit.MILLISECONDS.sleep(Math.min(next, left));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        left -= next;
        next = Math.min(2 * next, LONGEST_MILLIS);
        return true;
    }
}
