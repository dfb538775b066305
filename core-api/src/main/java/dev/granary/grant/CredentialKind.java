package dev.granary.grant;

/** The two sorts of credential that a grant's chain is made of. */
public enum CredentialKind {
    /** Generation 0 (RFC 6749 section 1.3.1). */
    CODE,
    /** Generation 1 and on (RFC 6749 section 1.5). */
    REFRESH_TOKEN
}
