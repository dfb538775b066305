package dev.granary.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Tells who waits how far a run is. */
final class Progress {

    private Progress() {}

    /** Says this, with the time since the beginning. */
    static void say(String text) {
        System.err.printf("[%4d s] %s%n", since().toSeconds(), text);
    }

    /** The time since the program began. */
    static Duration since() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
}
