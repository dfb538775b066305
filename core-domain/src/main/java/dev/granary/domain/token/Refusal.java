package dev.granary.domain.token;

import dev.granary.grant.Mismatch;

/** Why a token request was refused. On the wire all but {@link #SCOPE} and {@link #RESOURCE} look alike. */
public enum Refusal {
    /** Nothing that was ever issued, as far as can be proven. */
    UNKNOWN,
    /** The current credential, too late. */
    EXPIRED,
    /** The grant, or one it was exchanged for, has ended. */
    REVOKED,
    /** A refresh token that was spent a moment ago, its successor not to be had. */
    STALE,
    /** An earlier credential; the grant is revoked by now. */
    REPLAYED,
    /** A bulk revocation came after the login began. */
    FENCED,
    /** Another client. */
    CLIENT,
    /** Another sender key, or none. */
    SENDER_KEY,
    /** Another redirect URI. */
    REDIRECT_URI,
    /** Another PKCE verifier. */
    VERIFIER,
    /** A scope that was not granted: {@code invalid_scope}. */
    SCOPE,
    /** A resource that was not granted: {@code invalid_target}. */
    RESOURCE;

    /** Whether it was presented by or for something else than it was issued to. */
    boolean isMismatch() {
        return switch (this) {
            case CLIENT, SENDER_KEY, REDIRECT_URI, VERIFIER, SCOPE, RESOURCE -> true;
            case UNKNOWN, EXPIRED, REVOKED, STALE, REPLAYED, FENCED -> false;
        };
    }

    static Refusal of(Mismatch mismatch) {
        return valueOf(mismatch.name());
    }
}
