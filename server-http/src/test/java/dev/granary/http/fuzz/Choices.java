package dev.granary.http.fuzz;

import java.util.List;

/** Bytes taken for choices, one after the other; when there are no more, every choice is the first. Not safe for threads. */
final class Choices {

    private final byte[] bytes;
    private int next;

    Choices(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether there is a choice left. */
    boolean more() {
        return next < bytes.length;
    }

    /** A number from 0 to 255. */
    int number() {
        return more() ? bytes[next++] & 0xff : 0;
    }

    /** One of these. */
    <T> T of(List<T> options) {
        return options.get(number() % options.size());
    }
}
