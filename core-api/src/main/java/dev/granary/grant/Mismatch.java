package dev.granary.grant;

/** What did not match. A mismatch spends nothing, revokes nothing and leaks nothing. */
public enum Mismatch {
    /** Another client presents it. */
    CLIENT,
    /** The grant is bound to a key that was not proven. */
    SENDER_KEY,
    /** Another redirect URI than the authorization request's. */
    REDIRECT_URI,
    /** The verifier does not answer the challenge. */
    VERIFIER,
    /** A scope that was not granted: {@code invalid_scope}. */
    SCOPE,
    /** A resource that was not granted: {@code invalid_target}. */
    RESOURCE
}
