package dev.granary.grant;

/** Why a grant was revoked. */
public enum RevocationReason {
    /** A code was presented again (RFC 6749 section 4.1.2). */
    CODE_REPLAYED,
    /** An earlier refresh token was presented again (RFC 9700 section 4.14.2). */
    REFRESH_TOKEN_REUSED,
    /** Its client asked for it (RFC 7009). */
    CLIENT_REQUEST,
    /** Everything of its subject was revoked. */
    SUBJECT_REVOKED,
    /** Everything of its client was revoked. */
    CLIENT_REVOKED,
    /** Everything of its session was revoked. */
    SESSION_REVOKED,
    /** A bulk revocation came between its login and its first write. */
    FENCED,
    /** An operator asked for it. */
    OPERATOR_REQUEST
}
