package dev.granary.grant.explorer;

import dev.granary.grant.GrantId;
import dev.granary.grant.TokenHash;
import java.util.Optional;

/**
 * What the world outside learned.
 *
 * @param kind what happened
 * @param grant to which grant, if to one
 * @param presented the credential that was answered
 * @param successor the credential that was handed out
 */
record Event(Kind kind, Optional<GrantId> grant, Optional<TokenHash> presented, Optional<TokenHash> successor) {

    enum Kind {
        RELEASED,
        REFUSED,
        UNAVAILABLE,
        ACCUSED,
        REVOKED,
        ALL_REVOKED,
        OPENED,
        TIDIED
    }

    static Event of(Kind kind) {
        return new Event(kind, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Event of(Kind kind, GrantId grant) {
        return new Event(kind, Optional.of(grant), Optional.empty(), Optional.empty());
    }

    static Event released(GrantId grant, TokenHash presented, TokenHash successor) {
        return new Event(Kind.RELEASED, Optional.of(grant), Optional.of(presented), Optional.of(successor));
    }
}
