package dev.granary.http.upstream;

import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.domain.user.Profile;

/**
 * Who logged in at an upstream, and what it gave. Never prints itself.
 *
 * @param subject the user as the upstream knows them
 * @param profile what the upstream says of them
 * @param tokens what it gave
 * @param clientId who we were there
 */
public record Arrival(String subject, Profile profile, UpstreamTokenSet tokens, String clientId) {

    @Override
    public String toString() {
        return "Arrival[…]";
    }
}
