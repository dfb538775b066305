package dev.granary.domain.key;

/** How {@link RotatingKeys#compromised} ended. */
public enum CompromiseOutcome {
    /** The key is out of use. */
    ENDED,
    /** There is no such key. */
    UNKNOWN
}
