package dev.granary.benchmarks;

import java.time.Duration;
import java.time.Instant;

/** Tells who waits how far a run is. */
final class Progress {

    private static final Instant BEGUN = Instant.now();

    private Progress() {}

    /** Says this, with the time since the beginning. */
    static void say(String text) {
        System.err.printf("[%4d s] %s%n", since().toSeconds(), text);
    }

    /** The time since the beginning. */
    static Duration since() {
        return Duration.between(BEGUN, Instant.now());
    }
}
