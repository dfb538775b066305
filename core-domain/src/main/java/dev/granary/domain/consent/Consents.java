package dev.granary.domain.consent;

import dev.granary.consent.ConsentKey;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.time.Instant;
import java.util.SortedSet;

/**
 * What users allowed clients. Revoking a user or a client forgets it. Safe for threads; throws as {@link
 * dev.granary.domain.token.Tokens} does.
 */
public interface Consents {

    /** Whether the user has allowed the client all of this before. */
    boolean cover(ConsentKey who, Scopes scopes, SortedSet<Resource> resources);

    /**
     * Records that the user allows the client this, beside what was allowed before.
     *
     * @param begunAt when the login began in which it was allowed; a bulk revocation since refuses it
     */
    ConsentOutcome allow(ConsentKey who, Scopes scopes, SortedSet<Resource> resources, Instant begunAt);
}
