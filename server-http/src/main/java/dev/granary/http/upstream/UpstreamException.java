package dev.granary.http.upstream;

import dev.granary.upstream.ProviderName;
import java.util.Optional;
import java.util.Set;

/**
 * An upstream did not do what it was asked to. The message names it and what failed, and never holds anything that it
 * sent.
 */
public final class UpstreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What no second try can mend. Whatever else is wrong may be our settings or the upstream's bad day. */
    private static final Set<String> FOR_GOOD =
            Set.of("invalid_grant", "login_required", "interaction_required", "consent_required");

    private final boolean unreachable;
    private final transient Optional<String> error;

    private UpstreamException(String message, boolean unreachable, Optional<String> error) {
        super(message);
        this.unreachable = unreachable;
        this.error = error;
    }

    /** It cannot be reached or does not answer properly; another try may help. */
    static UpstreamException unreachable(ProviderName name, String what) {
        return new UpstreamException("upstream " + name.value() + ": " + what, true, Optional.empty());
    }

    /** It answered, and the answer is not acceptable. */
    static UpstreamException refused(ProviderName name, String what) {
        return new UpstreamException("upstream " + name.value() + ": " + what, false, Optional.empty());
    }

    /** It answered with an error (RFC 6749 section 5.2), which is for comparing and never for a message. */
    static UpstreamException refused(ProviderName name, String what, Optional<String> error) {
        return new UpstreamException("upstream " + name.value() + ": " + what, false, error);
    }

    /** Whether the same refresh can never succeed. */
    boolean isForGood() {
        return error.filter(FOR_GOOD::contains).isPresent();
    }

    /** Whether another try may help. */
    public boolean isUnreachable() {
        return unreachable;
    }
}
