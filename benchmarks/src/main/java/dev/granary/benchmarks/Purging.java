package dev.granary.benchmarks;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.Purged;
import dev.granary.record.RecordStore;
import java.time.Instant;

/** Purges in steps of 1,000 without a pause, by one thread, until it is ended or nothing is left. */
final class Purging {

    private static final int STEP = 1000;

    private final Thread thread;
    private volatile boolean over;
    private volatile long removed;

    Purging(RecordStore<GrantId, Grant> grants) {
        this.thread = new Thread(() -> purge(grants), "purge");
        thread.start();
    }

    /** How many were removed until now. */
    long removed() {
        return removed;
    }

    /** Ends after the step that is underway. */
    void end() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void purge(RecordStore<GrantId, Grant> grants) {
        long sum = 0;
        boolean complete = false;
        while (!over && !complete) {
            Purged purged = grants.purge(Instant.now(), STEP);
            complete = purged.complete();
            sum += purged.removed();
            removed = sum;
        }
        if (complete) {
            Progress.say("  nothing is left to purge; take more rows");
        }
    }
}
