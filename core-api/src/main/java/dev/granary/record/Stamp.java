package dev.granary.record;

/**
 * What every record carries beside its own fields.
 *
 * @param revision the attempt id of the write that made this state of the record
 * @param count how many writes made the record, from 1; for people and copies, never for deciding
 * @param unknown what a newer release added
 */
public record Stamp(Revision revision, long count, UnknownFields unknown) {

    /** @throws IllegalArgumentException if {@code count} is below 1 */
    public Stamp {
        if (count < 1) {
            throw new IllegalArgumentException("count: expected 1 or more, got " + count);
        }
    }

    /** The stamp of a record that is written for the first time. */
    public static Stamp first(Revision attempt) {
        return new Stamp(attempt, 1, UnknownFields.NONE);
    }

    /** The stamp of the state that follows this one, written by {@code attempt}. */
    public Stamp next(Revision attempt) {
        return new Stamp(attempt, count + 1, unknown);
    }
}
