package dev.granary.domain.upstream;

/** Why nothing but another login at the upstream helps. */
public enum LoginReason {
    /** The access token has expired, and there is no refresh token: never was, or the upstream refused it before. */
    NO_REFRESH_TOKEN,
    /** The upstream refused the refresh token for good. */
    REFUSED,
    /** The upstream gave another user's tokens. */
    SUBJECT_CHANGED,
    /** Whoever obtained the tokens is none of our clients there any more. Nothing was asked of the upstream. */
    OTHER_CLIENT
}
