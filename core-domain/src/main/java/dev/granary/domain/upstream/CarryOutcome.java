package dev.granary.domain.upstream;

/** How {@link EarlierTokens#carry} ended. */
public enum CarryOutcome {
    /** The login has what it needs of this upstream. */
    CARRIED,
    /** There is nothing that could be used; the user has to be asked there. */
    NOTHING,
    /** A bulk revocation came after the login began; nothing is kept. */
    FENCED
}
