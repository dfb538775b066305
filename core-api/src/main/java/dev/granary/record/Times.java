package dev.granary.record;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/** The times that records hold: whole microseconds, the finest that every store keeps. */
public final class Times {

    /** Stands for "never ends" in {@link StoredRecord#retainUntil()}. */
    public static final Instant FOREVER = Instant.parse("9999-12-31T23:59:59Z");

    private Times() {}

    /** Returns {@code time} cut to whole microseconds, so that what is stored equals what is read. */
    public static Instant micros(Instant time) {
        return time.getLong(ChronoField.NANO_OF_SECOND) % 1000 == 0 ? time : time.truncatedTo(ChronoUnit.MICROS);
    }

    /** The time as microseconds since 1970-01-01T00:00:00Z. */
    static long toMicros(Instant time) {
        // Not by ChronoUnit.MICROS.between: on some JDKs that overflows from the year 2262 on.
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1000);
    }

    /** The time that is so many microseconds after 1970-01-01T00:00:00Z. */
    static Instant ofMicros(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
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
