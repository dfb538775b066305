package dev.granary.http.swap;

import dev.granary.scope.Resource;
import dev.granary.upstream.ProviderName;

/**
 * What is swapped for what.
 *
 * @param provider whose token is put in
 * @param resource the resource behind the filter; tokens must be meant for it
 * @param header which header field the upstream's token is put in, as {@code Bearer} credentials; {@code Authorization}
 *     replaces ours. Whatever else the client sent in it or in {@code Authorization} goes no further
 * @param anonymous what becomes of requests without a bearer token
 */
public record SwapSettings(ProviderName provider, Resource resource, String header, Anonymous anonymous) {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}";

    /** What becomes of requests without a bearer token. */
    public enum Anonymous {
        /** They are answered with 401. */
        REFUSED,
        /** They are passed on as they are, without the header field that a token would be put in. */
        PASSED
    }

    /** @throws IllegalArgumentException if the header's name is none (RFC 9110 section 5.1) */
    public SwapSettings {
        if (!header.matches(TOKEN)) {
            throw new IllegalArgumentException("header: expected a field name such as X-Upstream-Token");
        }
    }

    /** Replaces our token in {@code Authorization}, and refuses requests without one. */
    public static SwapSettings replacing(ProviderName provider, Resource resource) {
        return new SwapSettings(provider, resource, SwappedRequest.AUTHORIZATION, Anonymous.REFUSED);
    }

    /** The same, with the upstream's token in this field. */
    public SwapSettings into(String field) {
        return new SwapSettings(provider, resource, field, anonymous);
    }

    /** The same, letting requests without a bearer token pass. */
    public SwapSettings passingAnonymous() {
        return new SwapSettings(provider, resource, header, Anonymous.PASSED);
    }
}
