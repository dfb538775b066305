package dev.granary.domain.watch;

import dev.granary.domain.token.Refusal;
import dev.granary.record.CapacityExceededException;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.StorageUnavailableException;
import java.util.Locale;

/**
 * How a use case ended. There are as many ways as are listed here, so each may be a label. What {@link Refusal} tells
 * apart is told apart here by the same name.
 */
public enum Ending {
    /** It did what was asked. */
    DONE,
    /** It did a part, and must be repeated. */
    INCOMPLETE,
    /** Nothing that was ever there, as far as can be proven. */
    UNKNOWN,
    /** Too late. */
    EXPIRED,
    /** The grant has ended. */
    REVOKED,
    /** Spent a moment ago, its successor not to be had. */
    STALE,
    /** It was used before. */
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
    /** A scope that was not granted. */
    SCOPE,
    /** A resource that was not granted. */
    RESOURCE,
    /** Another browser, user or session than it is bound to. */
    MISMATCHED,
    /** It was refused for another reason: a wrong secret, a key or place that is taken. */
    REFUSED,
    /** The user has to log in again. */
    LOGIN_NEEDED,
    /** It took effect, and somebody went on since. */
    SUPERSEDED,
    /** It may be asked again later: an upstream does not answer. */
    LATER,
    /** A cap is reached. */
    AT_CAPACITY,
    /** The storage did not answer; nothing changed. */
    UNAVAILABLE,
    /** Whether a write took effect is unknown. */
    OUTCOME_UNKNOWN,
    /** Anything else was thrown. */
    FAILED;

    /** Its name in metrics and documents, such as {@code sender_key}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a refusal of a token request is. */
    public static Ending of(Refusal why) {
        return valueOf(why.name());
    }

    /** What a failure is. */
    public static Ending of(RuntimeException failure) {
        if (failure instanceof StorageUnavailableException) {
            return UNAVAILABLE;
        }
        if (failure instanceof OutcomeUnknownException) {
            return OUTCOME_UNKNOWN;
        }
        return failure instanceof CapacityExceededException ? AT_CAPACITY : FAILED;
    }
}
