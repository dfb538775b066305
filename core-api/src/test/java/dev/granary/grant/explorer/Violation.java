package dev.granary.grant.explorer;

/** What must never happen. */
enum Violation {
    /** Two different successors were released for one credential. */
    TWO_WINNERS,
    /** A client that presented nothing twice was taken for a thief. */
    HONEST_ACCUSED,
    /** A grant is alive after its revocation was acknowledged. */
    REVOCATION_UNDONE,
    /** A grant is alive, and its code was released, after a bulk revocation was acknowledged. */
    BULK_ESCAPED,
    /** A caller comes back to where it was. */
    NEVER_ENDS
}
