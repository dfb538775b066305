package dev.granary.fence;

/** Whose grants a fence is for. */
public enum FenceScope {
    /** All grants about a subject. */
    SUBJECT,
    /** All grants of a client. */
    CLIENT,
    /** All grants of a session. */
    SESSION,

    /** What an upstream gives for one of its subjects. */
    IDENTITY
}
