package dev.granary.domain.upstream;

/** How {@link UpstreamTokens#save} ended. */
public enum SaveOutcome {
    /** They are kept. */
    SAVED,
    /** A bulk revocation came after the login began; nothing is kept. */
    FENCED
}
