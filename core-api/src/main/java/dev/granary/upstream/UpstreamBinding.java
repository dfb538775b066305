package dev.granary.upstream;

import dev.granary.client.ClientId;
import dev.granary.record.Text;
import dev.granary.user.UserId;

/**
 * Whose upstream tokens these are. A read that expects another gets none.
 *
 * @param user our user
 * @param subject the user as the upstream's {@code sub} says it, up to 2,048 characters
 * @param client the client that the session was begun for
 * @param upstreamClientId who we are at the upstream, up to 2,048 characters; only that client can refresh
 */
public record UpstreamBinding(UserId user, String subject, ClientId client, String upstreamClientId) {

    /** @throws IllegalArgumentException if a text is empty, too long or not storable */
    public UpstreamBinding {
        Text.require("upstream subject", subject, 2048);
        Text.require("upstream client id", upstreamClientId, 2048);
    }
}
