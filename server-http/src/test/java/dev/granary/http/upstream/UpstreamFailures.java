package dev.granary.http.upstream;

import dev.granary.upstream.ProviderName;

/** What upstreams do wrong, for tests elsewhere. */
public final class UpstreamFailures {

    private static final ProviderName NAME = new ProviderName("corp");

    private UpstreamFailures() {}

    /** It does not answer. */
    public static UpstreamException unreachable() {
        return UpstreamException.unreachable(NAME, "does not answer");
    }

    /** It answers what is not acceptable. */
    public static UpstreamException refused() {
        return UpstreamException.refused(NAME, "refused");
    }
}
