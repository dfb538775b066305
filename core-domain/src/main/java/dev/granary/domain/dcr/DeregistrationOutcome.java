package dev.granary.domain.dcr;

/** What came of {@link Deregistration#delete}. */
public enum DeregistrationOutcome {
    /** The upstream does not know us by it any more. */
    GONE,
    /** The upstream does not delete registrations, or not this one; to ask soon again is of no use. */
    REFUSED,
    /** The upstream did not answer, or not to the point. */
    FAILED
}
