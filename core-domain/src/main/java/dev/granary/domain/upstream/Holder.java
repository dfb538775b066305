package dev.granary.domain.upstream;

import dev.granary.client.ClientId;
import dev.granary.upstream.UpstreamToken;
import dev.granary.user.UserId;

/**
 * To whom upstream tokens are given. Both must be whom they are bound to.
 *
 * @param user the user
 * @param client the client of the live grant that asks
 */
public record Holder(UserId user, ClientId client) {

    /** Whether these tokens are bound to this user and client. */
    boolean holds(UpstreamToken token) {
        return token.binding().user().equals(user) && token.binding().client().equals(client);
    }
}
