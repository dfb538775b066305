package dev.granary.domain.housekeeping;

/** A job that is done bit by bit, by one node at a time. Two at once must do no harm. Safe for threads. */
public interface HousekeepingJob {

    /** What it is called in a report. */
    String name();

    /**
     * Does one bounded bit.
     *
     * @param batch how many records to look at, at most
     * @return what was done, and whether another step at once would find more to do
     * @throws dev.granary.record.StorageException if the storage fails; the next step tries again
     */
    Progress step(int batch);

    /**
     * What one step did.
     *
     * @param changed how many records were changed
     * @param more whether another step at once would find more to do
     */
    record Progress(int changed, boolean more) {

        /** Nothing, and there is nothing to do. */
        public static final Progress NONE = new Progress(0, false);
    }
}
