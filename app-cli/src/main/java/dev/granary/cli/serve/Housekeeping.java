package dev.granary.cli.serve;

import dev.granary.domain.housekeeping.Housekeeper;
import dev.granary.domain.housekeeping.HousekeepingTurn;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the housekeeper on a thread of its own. */
final class Housekeeping implements AutoCloseable {

    private final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "housekeeping");
        daemon.setDaemon(true);
        return daemon;
    });
    private final Housekeeper housekeeper;
    private final Runnable afterwards;

    /** Runs {@code afterwards} after each turn, on the same thread. */
    Housekeeping(Housekeeper housekeeper, Runnable afterwards) {
        this.housekeeper = housekeeper;
        this.afterwards = afterwards;
    }

    /** Begins, with the first turn after one interval. */
    void start() {
        Duration interval = housekeeper.policy().interval();
        HousekeepingTurn turn = new HousekeepingTurn(housekeeper);
        // Its future tells of failures, and a turn has none.
        var unused = thread.scheduleWithFixedDelay(
                () -> run(turn), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run(HousekeepingTurn turn) {
        turn.run();
        try {
            afterwards.run();
        } catch (RuntimeException e) {
            // An exception that left here would end all further turns.
            log.warn("what follows housekeeping failed and is tried again later", e);
        }
    }

    /** Lets the step on its way end, and begins no other. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("housekeeping did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
