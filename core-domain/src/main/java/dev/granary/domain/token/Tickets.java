package dev.granary.domain.token;

import dev.granary.domain.realm.Realm;
import dev.granary.grant.Granted;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/** Says what access tokens are for that clients get for their users or themselves. */
final class Tickets {

    private final Realm realm;
    private final Profiles profiles;

    Tickets(Realm realm) {
        this.realm = realm;
        this.profiles = new Profiles(realm);
    }

    /** For these scopes and resources; none stands for all that were granted. */
    AccessTokens.Ticket ticket(Granted granted, Scopes scopes, SortedSet<Resource> resources, Instant expiresAt) {
        Scopes carried = scopes.values().isEmpty() ? granted.scopes() : scopes;
        return new AccessTokens.Ticket(
                carried,
                resources.isEmpty() ? granted.resources() : resources,
                realm.now(),
                expiresAt,
                Optional.empty(),
                profiles.of(granted, carried));
    }
}
