package dev.granary.domain.token;

import dev.granary.client.ClientId;
import dev.granary.scope.Resource;
import java.util.Set;

/**
 * Who asks about a token, authenticated.
 *
 * @param client its client id
 * @param resources the resources it answers for; it may ask about tokens meant for them
 */
public record Caller(ClientId client, Set<Resource> resources) {

    /** Copies the set. */
    public Caller {
        resources = Set.copyOf(resources);
    }
}
