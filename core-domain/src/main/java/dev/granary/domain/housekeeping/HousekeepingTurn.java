package dev.granary.domain.housekeeping;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a host's scheduler runs at the interval of {@link HousekeepingPolicy}: steps of a {@link Housekeeper} as long as
 * something is left, a bounded number of them, with a rest after each. It never throws, since schedulers give up a task that does; what fails is
 * logged and tried again at the next turn. Safe for threads, and ended by an interrupt between two steps.
 */
public final class HousekeepingTurn implements Runnable {

    private static final int STEPS = 100;

    private final Logger log = LoggerFactory.getLogger(HousekeepingTurn.class);
    private final Housekeeper housekeeper;

    /** A turn of this housekeeper, to be run again and again. */
    public HousekeepingTurn(Housekeeper housekeeper) {
        this.housekeeper = housekeeper;
    }

    @Override
    public void run() {
        try {
            boolean more = true;
            for (int i = 0; i < STEPS && more && !Thread.currentThread().isInterrupted(); i++) {
                long began = System.nanoTime();
                more = step() && rested(Duration.ofNanos(System.nanoTime() - began));
            }
        } catch (RuntimeException e) {
            log.warn("housekeeping failed and is tried again later", e);
        }
    }

    /** Whether nobody interrupted the rest. */
    private boolean rested(Duration step) {
        try {
            Thread.sleep(housekeeper.policy().restAfter(step).toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean step() {
        HousekeepingReport report = housekeeper.run();
        report.failures()
                .forEach(failure -> log.warn("a job of housekeeping failed and is tried again later", failure));
        log.atDebug()
                .addKeyValue("held", report.held())
                .addKeyValue("done", report.done())
                .log("housekeeping");
        return report.more() && report.failures().isEmpty();
    }
}
