package dev.granary.domain.user;

/** How {@link Users#link} ended. */
public enum LinkOutcome {
    /** The identity leads to the user, from now on or as it did before. */
    LINKED,
    /** The identity leads to another user, and still does. */
    TAKEN,
    /** There is no such user, or it is being deleted. */
    UNKNOWN
}
