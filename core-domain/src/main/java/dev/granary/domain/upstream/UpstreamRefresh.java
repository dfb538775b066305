package dev.granary.domain.upstream;

import java.time.Instant;

/**
 * The way to the upstreams' token endpoints (RFC 6749 section 6). Only the client that obtained the tokens, {@link
 * dev.granary.upstream.UpstreamBinding#upstreamClientId()}, refreshes them. Safe for threads.
 */
@FunctionalInterface
public interface UpstreamRefresh {

    /**
     * Redeems a refresh token, once; whatever fails is an answer. An ID token that comes back is verified, and its
     * subject must be the one that the tokens are bound to.
     *
     * @param kept the tokens as they are kept, a refresh token among them
     * @param until when another node may take over. What cannot be answered before is not sent: better unreachable than
     *     a refresh token sent twice
     */
    RefreshAnswer refresh(KeptUpstreamTokens kept, Instant until);
}
