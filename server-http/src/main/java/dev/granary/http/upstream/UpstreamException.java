package dev.granary.http.upstream;

import dev.granary.upstream.ProviderName;

/**
 * An upstream did not do what it was asked to. The message names it and what failed, and never holds anything that it
 * sent.
 */
public final class UpstreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean unreachable;

    private UpstreamException(String message, boolean unreachable) {
        super(message);
        this.unreachable = unreachable;
    }

    /** It cannot be reached or does not answer properly; another try may help. */
    static UpstreamException unreachable(ProviderName name, String what) {
        return new UpstreamException("upstream " + name.value() + ": " + what, true);
    }

    /** It answered, and the answer is not acceptable. */
    static UpstreamException refused(ProviderName name, String what) {
        return new UpstreamException("upstream " + name.value() + ": " + what, false);
    }

    /** Whether another try may help. */
    public boolean isUnreachable() {
        return unreachable;
    }
}
