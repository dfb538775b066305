package com.example.granary.mvstore;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How keys are spelled. Each part stands behind its length, so two lists of parts never meet, whatever is in them, and
 * what begins with the same parts is together in a sorted map.
 */
final class Spelling {

    private static final char AFTER_LENGTH = ':';

    private Spelling() {}

    static String of(String... parts) {
        return of(List.of(parts));
    }

    static String of(List<String> parts) {
        return parts.stream().map(part -> part.length() + ":" + part).collect(Collectors.joining());
    }

    /** The first part of what {@link #of} spelled. */
    static String first(String spelled) {
        int colon = spelled.indexOf(AFTER_LENGTH);
        int length = Integer.parseInt(spelled.substring(0, colon));
        return spelled.substring(colon + 1, colon + 1 + length);
    }

    /** What sorts behind everything that begins with this part: another part begins with a digit. */
    static String behind(String part) {
        return of(part) + AFTER_LENGTH;
    }

    /** A time as text of always the same length, in the order of the times, those before 1970 included. */
    static String of(Instant time) {
        long micros = time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
        return String.format("%016x", micros ^ Long.MIN_VALUE);
    }
}
