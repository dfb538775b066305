package dev.granary.domain.consent;

/** How the recording of a consent ended. */
public enum ConsentOutcome {
    /** It is recorded. */
    RECORDED,
    /** User or client were revoked since the login began; nothing is recorded. */
    FENCED
}
