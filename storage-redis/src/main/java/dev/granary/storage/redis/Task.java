package dev.granary.storage.redis;

import java.util.Optional;

/**
 * What requests are sent for; decides how a failure is told.
 *
 * @param operation the port's verb
 * @param kind the record kind's name
 * @param key the record, if one is meant
 * @param effect what the requests do
 */
record Task(String operation, String kind, Optional<Digest> key, Effect effect) {

    static Task of(String operation, String kind, Effect effect) {
        return new Task(operation, kind, Optional.empty(), effect);
    }

    /** What requests do to the data. */
    enum Effect {
        /** Nothing. */
        READ(false, false),

        /** Entries that prove nothing until a record is written. */
        LIST(true, false),

        /** Records. */
        WRITE(true, true),

        /** What is over goes; nobody relies on when. */
        TIDY(false, true);

        private final boolean confirmed;
        private final boolean felt;

        Effect(boolean confirmed, boolean felt) {
            this.confirmed = confirmed;
            this.felt = felt;
        }

        /** Whether replicas must have it before it counts, if any must. */
        boolean isConfirmed() {
            return confirmed;
        }

        /** Whether it is a change if only a part of it happened. */
        boolean isFelt() {
            return felt;
        }
    }
}
