package dev.granary.benchmarks;

import dev.granary.domain.housekeeping.HousekeepingPolicy;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.Purged;
import dev.granary.record.RecordStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Purges as a turn of housekeeping does, in steps and with rests, by one thread, until it is ended or nothing is left. */
final class Purging {

    private static final HousekeepingPolicy POLICY = HousekeepingPolicy.DEFAULT;

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
        LockSupport.unpark(thread);
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
            long began = System.nanoTime();
            Purged purged = grants.purge(Instant.now(), POLICY.batch());
            complete = purged.complete();
            sum += purged.removed();
            removed = sum;
            LockSupport.parkNanos(POLICY.restAfter(Duration.ofNanos(System.nanoTime() - began))
                    .toNanos());
        }
        if (complete) {
            Progress.say("  nothing is left to purge; take more rows");
        }
    }
}
