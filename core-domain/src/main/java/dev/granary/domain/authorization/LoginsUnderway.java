package dev.granary.domain.authorization;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts the logins that this node began and whose life is not over. Safe for threads. */
final class LoginsUnderway {

    private final Deque<Instant> ends = new ArrayDeque<>();

    /** Counts one in; false if there are as many as may be now, or more. */
    synchronized boolean enter(int cap, Instant now, Instant end) {
        while (!ends.isEmpty() && !now.isBefore(ends.getFirst())) {
            ends.removeFirst();
        }
        if (ends.size() >= cap) {
            return false;
        }
        ends.addLast(end);
        return true;
    }

    /** Counts one out that was never stored. */
    synchronized void leave(Instant end) {
        ends.removeLastOccurrence(end);
    }
}
