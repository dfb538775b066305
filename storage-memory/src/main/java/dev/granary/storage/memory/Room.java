package dev.granary.storage.memory;

import java.util.concurrent.atomic.AtomicLong;

/** The slots under a cap. One is taken before a key is filled and given back when the key is free again. */
final class Room {

    /** Room without a cap; takes no part in counting, so that nobody contends for the counter. */
    static final long UNBOUNDED = Long.MAX_VALUE;

    private final long cap;
    private final AtomicLong taken = new AtomicLong();

    Room(long cap) {
        this.cap = cap;
    }

    boolean take() {
        return cap == UNBOUNDED || takeOne();
    }

    void giveBack() {
        if (cap != UNBOUNDED) {
            taken.decrementAndGet();
        }
    }

    private boolean takeOne() {
        long before = taken.getAndUpdate(slots -> slots < cap ? slots + 1 : slots);
        return before < cap;
    }
}
