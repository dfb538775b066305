package dev.granary.domain.key;

/** What one step of a rotation did. */
public enum RotationStep {
    /** The next key is known to all nodes, and published if it signs. It is not used yet. */
    PUBLISHED,
    /** The next key is in use. */
    PROMOTED,
    /** A key that was in use before got its end: when the last thing made with it is over. */
    RETIRED
}
