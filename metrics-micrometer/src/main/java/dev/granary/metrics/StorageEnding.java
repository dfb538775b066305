package dev.granary.metrics;

import dev.granary.record.CapacityExceededException;
import dev.granary.record.CorruptRecordException;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.StorageUnavailableException;

/** How a call of the storage ended. */
enum StorageEnding {
    /** It was answered; for a write, it was written. */
    OK,
    /** Another write came first. */
    CONFLICT,
    /** The record to be changed was gone. */
    ABSENT,
    /** The kind is at its cap. */
    AT_CAPACITY,
    /** It did not answer; nothing changed. */
    UNAVAILABLE,
    /** Whether a write took effect is unknown. */
    OUTCOME_UNKNOWN,
    /** A record cannot be read. */
    CORRUPT,
    /** Anything else was thrown. */
    FAILED;

    String label() {
        return Label.lower(name());
    }

    static StorageEnding of(RuntimeException failure) {
        if (failure instanceof StorageUnavailableException) {
            return UNAVAILABLE;
        }
        if (failure instanceof OutcomeUnknownException) {
            return OUTCOME_UNKNOWN;
        }
        if (failure instanceof CapacityExceededException) {
            return AT_CAPACITY;
        }
        return failure instanceof CorruptRecordException ? CORRUPT : FAILED;
    }
}
