package dev.granary.domain.token;

/** How a revocation request (RFC 7009) ended. On the wire all three are 200. */
public enum RevokeOutcome {
    /** What the token stood for has ended, now or before. */
    REVOKED,
    /** No token of ours, or of a grant that is no more. */
    UNKNOWN,
    /** A token of another client's; nothing changed. */
    MISMATCHED
}
