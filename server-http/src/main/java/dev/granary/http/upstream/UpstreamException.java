package dev.granary.http.upstream;

import dev.granary.upstream.ProviderName;
import java.util.Optional;

/**
 * An upstream did not do what it was asked to. The message names it and what failed, and never holds anything that it
 * sent.
 */
public final class UpstreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

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

    /** The error code that it answered with, as it came. */
    Optional<String> error() {
        return error;
    }

    /** Whether another try may help. */
    public boolean isUnreachable() {
        return unreachable;
    }
}
