package dev.granary.domain.adoption;

/** What became of a record that another server kept. Whatever it is, doing it again does no harm. */
public enum AdoptOutcome {
    /** It is stored now, by this call. */
    ADOPTED,
    /** It was there already, as it was taken over before or as it has become since; it is left as it is. */
    PRESENT,
    /** Its place is somebody else's here: another user's, or a client of the configuration; that one stays. */
    TAKEN,
    /** What it belongs to is unknown here, or was ended here. */
    REFUSED,
    /** Its time is over. */
    OVER,
    /** There is no more room for one of its sort. */
    AT_CAPACITY
}
