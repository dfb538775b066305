package dev.granary.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The times that records hold: whole microseconds, the finest that every store keeps. */
public final class Times {

    /** Stands for "never ends" in {@link StoredRecord#retainUntil()}. */
    public static final Instant FOREVER = Instant.parse("9999-12-31T23:59:59Z");

    private Times() {}

    /** Returns {@code time} cut to whole microseconds, so that what is stored equals what is read. */
    public static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /** Returns the later of two times. */
    public static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /** Returns the earlier of two times. */
    public static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
