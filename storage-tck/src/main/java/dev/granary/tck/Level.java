package dev.granary.tck;

/** How much a rule binds. */
public enum Level {
    /** Every storage keeps it. */
    MUST,
    /** A storage should keep it; one that does not says why. */
    SHOULD,
    /** It binds a storage by a capability that it declares, or does not. */
    CAPABILITY
}
