package dev.granary.domain.token;

import dev.granary.domain.user.Profile;
import dev.granary.grant.Grant;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.token.AccessToken;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/**
 * How access tokens are spelled. Implementations are safe for threads and do no I/O, but for a key that is not known yet.
 */
public interface AccessTokens {

    /** Spells an access token of {@code grant}, as it will be once the transition is stored. */
    String issue(Grant grant, Ticket ticket);

    /**
     * Recognises one of ours.
     *
     * @return empty unless it is genuine; whether it is live, its grant tells
     */
    Optional<AccessToken> parse(String value);

    /**
     * What one access token is for.
     *
     * @param scopes what it carries
     * @param resources where it may be used
     * @param issuedAt when it is issued
     * @param expiresAt from this instant on it is expired
     * @param actor who acts for its subject (RFC 8693 section 4.1); opaque tokens do not say
     * @param profile what its scopes allow to be said of the user; opaque tokens do not say
     */
    record Ticket(
            Scopes scopes,
            SortedSet<Resource> resources,
            Instant issuedAt,
            Instant expiresAt,
            Optional<Actor> actor,
            Profile profile) {

        /** For one whose subject acts for itself, and that says nothing of the user. */
        public Ticket(Scopes scopes, SortedSet<Resource> resources, Instant issuedAt, Instant expiresAt) {
            this(scopes, resources, issuedAt, expiresAt, Optional.empty(), Profile.UNKNOWN);
        }
    }
}
