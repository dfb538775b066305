package dev.granary.http.upstream;

import dev.granary.domain.upstream.UpstreamTokenSet;

/**
 * Who logged in at an upstream, and what it gave. Never prints itself.
 *
 * @param identity the user as the upstream knows them
 * @param tokens what it gave
 * @param clientId who we were there
 */
public record Arrival(UpstreamIdentity identity, UpstreamTokenSet tokens, String clientId) {

    @Override
    public String toString() {
        return "Arrival[…]";
    }
}
