package dev.granary.http.upstream;

import dev.granary.domain.upstream.UpstreamTokenSet;
import java.time.Instant;
import java.util.Optional;

/**
 * Who logged in at an upstream, and what it gave. Never prints itself.
 *
 * @param identity the user as the upstream knows them
 * @param tokens what it gave
 * @param clientId who we were there
 * @param authenticatedAt when the user authenticated there, if it says so
 */
public record Arrival(
        UpstreamIdentity identity, UpstreamTokenSet tokens, String clientId, Optional<Instant> authenticatedAt) {

    /** An arrival of which it is not known when the user authenticated. */
    public Arrival(UpstreamIdentity identity, UpstreamTokenSet tokens, String clientId) {
        this(identity, tokens, clientId, Optional.empty());
    }

    @Override
    public String toString() {
        return "Arrival[…]";
    }
}
